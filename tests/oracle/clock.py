#!/usr/bin/env python3
"""The statutory clock a second time, so that src/regulation/cases/*.csv does not come from the program that it tests.

It shares nothing with the C++ but the calendar file and the wording of the cases, and it is built the other way round: it
lives through the case evening by evening. A working day counts if, on the evening before, nobody was waiting for anything.

  tests/oracle/clock.py --check   compares every case with its expected columns
  tests/oracle/clock.py --fill    writes the expected columns of cases that have none yet
"""
import csv
import json
import pathlib
import re
import sys
from datetime import date, timedelta

ROOT = pathlib.Path(__file__).resolve().parents[2]
CASES = ROOT / "src/regulation/cases"
EXPECTED = ["状态", "应答复日", "剩余", "按期", "暂按周末"]
ONE = timedelta(days=1)

LABELS = json.loads((ROOT / "catalog/messages/regulation.json").read_text())
ACTS = {text: key[len("regulation.act_"):] for key, text in LABELS.items() if key.startswith("regulation.act_")}
PARTIES = {text: key[len("regulation.party_"):] for key, text in LABELS.items() if key.startswith("regulation.party_")}
STATES = {key[len("regulation.state_"):]: text for key, text in LABELS.items() if key.startswith("regulation.state_")}


class Calendar:
    def __init__(self, name):
        years = json.loads((ROOT / "catalog/holidays.json").read_text())["years"]
        if name != "official":
            years += json.loads((CASES / "calendars.json").read_text())[name]["years"]
        self.off, self.on, self.announced = {}, {}, set()
        for year in years:  # a later entry of the same year replaces the earlier one
            number = year["year"]
            self.off[number] = {date.fromisoformat(d) for d in year["holidays"]}
            self.on[number] = {date.fromisoformat(d) for d in year["makeup_workdays"]}
            if year["status"] == "announced":
                self.announced.add(number)

    def works(self, day):
        if day in self.on.get(day.year, ()):
            return True
        return day not in self.off.get(day.year, ()) and day.weekday() < 5

    def nth(self, start, n):
        day = start
        while n:
            day += ONE
            n -= self.works(day)
        return day

    def unsure(self, first, last):
        return any(year not in self.announced for year in range((first + ONE).year, last.year + 1))


def events_of(text):
    events = []
    for part in re.split(r"[；;]", text):
        words = part.split()
        event = {"on": date.fromisoformat(words[0]), "act": ACTS[words[1]]}
        for word in words[2:]:
            if word in PARTIES:
                event["party"] = PARTIES[word]
            elif word.startswith("送达"):
                event["received"] = date.fromisoformat(word[2:])
            elif word.startswith("限"):
                event["until"] = date.fromisoformat(word[1:])
            elif word.endswith("日") and word[:-1].isdigit():
                event["days"] = int(word[:-1])
            else:
                event["id"] = word
        events.append(event)
    return events


class Case:
    """One evening after the other."""

    def __init__(self, calendar, channel, events, as_of):
        self.calendar, self.channel, self.as_of = calendar, channel, as_of
        self.events = [e for e in events if e["on"] <= as_of]
        self.term = self.counted = 0
        self.asked = {}  # consultation → {"party", "left": working days of its term or None, "sent"}
        self.waiting = None
        self.extra = 0
        self.floor = None
        self.ordered = None  # the day that a decision on review sets
        self.closed = self.closed_by = None
        self.due = None  # once the term has run out
        self.first = None

    def start(self, day):
        self.counted, self.due = 0, None
        self.term = (15 if day < date(2019, 5, 15) else 20) + self.extra
        self.first = self.first or day

    def take(self, event):
        act, day = event["act"], event["on"]
        if act == "received":
            self.start(day)
        elif act == "confirmed":
            if self.channel in ("internet", "plain_mail", "fax"):
                self.first = None
                self.start(day)
        elif act == "correction_asked":
            self.waiting = "waiting_correction"
        elif act == "fee_notified":
            self.waiting = "waiting_fee"
        elif act in ("corrected", "fee_paid"):
            self.waiting = None
            self.start(day)
        elif act == "consultation_sent":
            received = event.get("received")
            if received and received > self.as_of:
                received = None
            self.asked[event.get("id", str(len(self.asked)))] = {"party": event["party"], "sent": day, "received": received, "left": 15}
        elif act == "consultation_received":
            self.asked[event["id"]]["received"] = event.get("received", day)
        elif act == "opinion_received":
            if "id" in event:
                self.asked.pop(event["id"], None)
            else:
                self.asked.clear()
        elif act == "extended":
            self.extra += event.get("days", 20)
            self.term += event.get("days", 20)
            self.due = None
        elif act == "delayed":
            self.floor = event["until"]
        elif act in ("replied", "withdrawn", "closed") and not self.closed:
            self.closed, self.closed_by = day, act
        elif act == "reopened":
            self.closed = self.closed_by = self.waiting = self.floor = None
            self.extra, self.ordered = 0, event.get("until")
            self.start(day)
            if self.ordered:
                self.term = sum(self.calendar.works(day + n * ONE) for n in range(1, (self.ordered - day).days + 1))

    def daytime(self, day):
        """Counts the day if nothing held the case on the evening before."""
        if self.closed:
            return
        ran_out = self.ordered or self.counted >= self.term  # then it is not paused any more
        if self.calendar.works(day) and not self.waiting and (ran_out or not self.asked):
            self.counted += 1
            if self.counted == self.term:
                self.due = day

    def evening(self, day):
        for event in self.events:
            if event["on"] == day:
                self.take(event)
        for key, letter in list(self.asked.items()):
            if letter["party"] == "other_body" or not letter["received"]:
                continue
            if day >= self.calendar.nth(letter["received"], 15):
                del self.asked[key]

    def live(self):
        day = self.events[0]["on"]
        self.evening(day)
        while day < self.as_of and not (self.closed and not self.comes_back(day)):
            day += ONE
            was_held = bool(self.asked)
            self.daytime(day)
            self.evening(day)
            self.on_last_day = was_held
        return day

    def comes_back(self, day):
        return any(e["act"] == "reopened" and e["on"] > day for e in self.events)

    def foresee(self, day):
        """When the count will be full if nothing else happens; None if that is unknown."""
        if self.ordered:
            return self.ordered
        if self.counted >= self.term:
            return self.due
        counted, letters = self.counted, {k: dict(v) for k, v in self.asked.items()}
        while counted < self.term:
            if self.waiting or any(l["party"] == "other_body" or not l["received"] for l in letters.values()):
                return None
            day += ONE
            counted += self.calendar.works(day) and not letters
            letters = {k: l for k, l in letters.items() if day < self.calendar.nth(l["received"], 15)}
        return day

    def read(self):
        self.on_last_day = False
        day = self.live()
        overdue = self.ordered or (self.counted >= self.term and self.due is not None and self.due <= day)
        due = self.foresee(day)
        if due and self.floor and due < self.floor:
            due = self.floor
        if self.closed:
            state = "closed"
            if self.waiting or (self.asked and not overdue):
                due = None
        elif self.waiting:
            state, due = self.waiting, None
        elif (self.on_last_day or any(l["sent"] < day for l in self.asked.values())) and not overdue:
            state, due = "paused", None
        else:
            state = "running"
        on_time = "" if not self.closed or self.closed_by == "withdrawn" else "是" if not due or self.closed <= due else "否"
        return {
            "状态": STATES[state],
            "应答复日": due.isoformat() if due else "",
            "剩余": str(self.term - self.counted) if not self.floor else "*",
            "按期": on_time,
            "暂按周末": "*" if not due else "是" if self.calendar.unsure(self.first, due) else "",
        }


def main():
    mode = sys.argv[1] if len(sys.argv) == 2 else ""
    if mode not in ("--check", "--fill"):
        sys.exit(__doc__)
    wrong = total = 0
    for path in sorted(CASES.glob("clock_*.csv")):
        with path.open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            total += 1
            case = Case(Calendar(row["日历"] or "official"), CHANNELS[row["渠道"]], events_of(row["经过"]), date.fromisoformat(row["推算日"]))
            found = case.read()
            if mode == "--fill" and not row["状态"]:
                row.update({key: "" if value == "*" else value for key, value in found.items()})
            for key in EXPECTED:
                if found[key] not in ("*", row[key]):
                    wrong += 1
                    print(f"{path.name}: {row['案例']}: {key} is {row[key] or '–'}, the oracle says {found[key] or '–'}")
        if mode == "--fill":
            with path.open("w", newline="", encoding="utf-8") as file:
                writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
    print(f"{total} cases, {wrong} differences")
    sys.exit(1 if wrong else 0)


CHANNELS = {text: key[len("regulation.channel_"):] for key, text in LABELS.items() if key.startswith("regulation.channel_")}

if __name__ == "__main__":
    main()
