"""What the entries of the menus do, one method each, named as in menus.py."""

from functools import partialmethod

from PySide6.QtCore import QTimer

from db.core import file
from resources.i18n import _
from ui import about, staff_menu
from ui.file_menu import FileMenu
from ui.kit import counter, jobs, settings
from ui.shop_files import demo_path, is_demo


class Doing(FileMenu):
    """The commands of one window."""

    def going_out(self) -> None:
        """出門清單 of what the page shows or has chosen; elsewhere one is sent to the list first."""
        if file.is_open() and not self._window.page.act("going_out"):
            self._to_customers()
            self._window.toast(_("Choose in the list whom to visit, then take the list for the road."))

    def privacy(self) -> None:
        """個資小幫手."""
        self._window.go("privacy")

    def reveal(self) -> None:
        """看完整電話 of the customer in view, for who sees them masked: each is noted."""
        from ui.people import revealing

        if file.is_open():
            revealing.open_dialog(self._window, self._window.page.in_view())

    def knowledge(self) -> None:
        """什麼之後要賣什麼."""
        from ui.knowledge import dialog

        if file.is_open():
            dialog.open_rules(self._window)

    def bin(self) -> None:
        """資源回收筒."""
        self._go("bin")

    def find_doubles(self) -> None:
        """找重複."""
        self._go("records", doubles=True)

    def undo(self) -> None:
        """復原: what the page has not saved yet first, then the last action."""
        if file.is_open() and not self._window.page.undo():
            self._window.undoing.undo()

    def redo(self) -> None:
        """重做."""
        if file.is_open():
            self._window.undoing.redo()

    def find(self) -> None:
        """尋找 in the page in view where it has a search, else in the list of customers."""
        if not self._window.page.has_search:
            self._to_customers()
        self._window.page.focus_search()

    def palette(self, typed: str = "") -> None:
        """找任何東西: who is calling, pages, everything that can be done; what was typed or a number just copied stands in it."""
        from ui.palette.palette import Palette

        Palette(self._window).open(typed or self._window.watch.number())

    def watch(self) -> None:
        """複製電話就看是誰, on or off."""
        self._window.watch.switch()

    def counter(self) -> None:
        """櫃台模式."""
        counter.switch()

    def counter_at_start(self) -> None:
        """開程式時就用櫃台模式."""
        counter.begin_on(not counter.begins_on())

    def fold(self) -> None:
        """Fold the panel at the right."""
        self._window.page.fold()

    def refresh(self) -> None:
        """Read everything anew: the page in view now, the others when they come into view."""
        self._window.stage.tell(None)

    def add(self) -> None:
        """新增客戶, from any page."""
        self._to_customers()
        self._window.page.add()

    def log(self) -> None:
        """記一筆, from any page."""
        if file.is_open():
            self._window.log()

    def quote(self) -> None:
        """開報價單 for the one in view, else for whom it is asked; among quotes it is the next one's turn."""
        if file.is_open():
            in_view = self._window.page.in_view() if self._window.key not in ("quotes", "quote") else []
            self._window.quote(in_view[0] if len(in_view) == 1 else None)

    def sell(self) -> None:
        """記銷售, from any page."""
        if file.is_open():
            self._window.sell()

    def pay(self) -> None:
        """收款, from any page."""
        if file.is_open():
            self._window.pay()

    def orders(self) -> None:
        """訂貨: what is on order, came, is to be told."""
        self._go("sales", tab="orders")

    def owed(self) -> None:
        """欠款: who owes, and the statements of the month."""
        self._go("sales", tab="owed")

    def takings(self) -> None:
        """今日收款."""
        self._go("sales", tab="payments")

    def reports(self) -> None:
        """報表."""
        self._go("reports")

    def products(self) -> None:
        """商品."""
        self._go("products")

    def staff(self) -> None:
        """換人記: who acts from now on; where the shop has no names yet, the place for them."""
        if not file.is_open():
            return
        if self._window.staff.isVisible():
            self._window.staff.ask()
        else:
            self._window.go("settings", section="lists")

    def hand_over(self) -> None:
        """Everything of one person goes to another."""
        if file.is_open():
            staff_menu.hand_over(self._window, self._window)

    def remind(self) -> None:
        """提醒我, from any page."""
        if file.is_open():
            self._window.remind()

    def edit(self) -> None:
        """Edit what is chosen."""
        self._window.page.edit()

    def pick_regulars(self) -> None:
        """挑老主顧."""
        from ui import regulars

        if file.is_open():
            regulars.pick(self._window, self._window)

    def _act(self, name: str) -> None:
        if not self._window.page.act(name):
            self._window.toast(_("Choose a customer in the list first."))

    tags = partialmethod(_act, "tags")  # 標籤
    blacklist = partialmethod(_act, "blacklist")  # 列入黑名單
    refuse = partialmethod(_act, "refuse")  # 不要再傳
    merge = partialmethod(_act, "merge")  # 跟別人合併
    split = partialmethod(_act, "split")  # 拆開合併的客戶
    archive = partialmethod(_act, "archive")  # 收起來
    put_back = partialmethod(_act, "put_back")  # 拿出來
    card = partialmethod(_act, "card")  # 印這張卡
    labels = partialmethod(_act, "labels")  # 地址標籤
    envelopes = partialmethod(_act, "envelopes")  # 信封
    history = partialmethod(_act, "history")  # 看改過什麼

    def demo(self) -> None:
        """看看示範商店, made at its first visit."""
        if is_demo():
            self._window.go("customers")
        elif self._window.page.leave():
            if demo_path().exists():
                self._window.switch_to(demo_path())
                return
            jobs.runner().rest()
            file.close()
            self._window.begin_anew()
            self._window.go("welcome", way="demo")

    def help(self) -> None:
        """說明, and back to where one was."""
        if self._window.key != "help":
            self._window.go("help", back=self._window.key)

    def tour(self) -> None:
        """帶我看一遍, over the list of customers."""
        from ui.help.tour import Tour

        if file.is_open():
            self._to_customers()
            Tour(self._window).begin()
        else:
            self._window.toast(_("There is nothing to see yet. Bring in a list, or look at the demo shop."))

    def error_codes(self) -> None:
        """錯誤代碼, and back to where one was."""
        if self._window.key != "errors":
            self._window.go("errors", back=self._window.key)

    def diagnosis(self) -> None:
        """診斷包."""
        from ui import diagnosis

        diagnosis.offer(self._window)

    def about(self) -> None:
        """關於."""
        about.show_about(self._window.asks)

    def size(self, size: str) -> None:
        """文字大小."""
        self._put("size", size)

    def rows(self, rows: str) -> None:
        """一行、寬鬆."""
        self._put("rows", rows)

    def scheme(self, scheme: str) -> None:
        """淺色、深色."""
        self._put("scheme", scheme)

    def language(self, language: str) -> None:
        """語言."""
        self._put("language", language)

    def _to_customers(self) -> None:
        if self._window.key != "customers":
            self._window.go("customers")

    def _put(self, key: str, value: str) -> None:
        settings.put(key, value)
        QTimer.singleShot(0, self._window.redress)  # the menu that asked is made anew
