"""Pictures and documents of a customer: the strip on the page, the viewer, the photo of a business card beside the form."""
