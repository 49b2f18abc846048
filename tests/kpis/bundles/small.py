"""A small bundle that has something in every file, to be broken one cell at a time."""

from __future__ import annotations

import csv
import io
from pathlib import Path

FILES = {
    "contract": """\
reference,title,authority,supplier,commencement,end,trend_from,source
SML-1,A small contract,Smallshire,Provider Ltd,2021-04-01,2022-03-31,2021-05,published
""",
    "service_areas": """\
code,name
IT,Information Technology
CS,Customer Services
""",
    "change_notices": """\
reference,date,title,source
CCN1,2021-06-01,Retire IT_03,published
""",
    "kpis": """\
ref,service_area,description,unit,better,decimals,frequency,in_service_from,in_service_to,baseline,baseline_note,\
numerator_meaning,denominator_meaning,owner,clause,why_it_matters,replaces,source
IT_01,IT,% of incidents resolved in time,percent,higher,2,monthly,2021-04,,88.50,before the contract,\
incidents resolved in time,all incidents,Head of Service Desk,Schedule 2.2 para 4,Work stands still,,published
IT_02,IT,Days to resolve a request,days,lower,1,monthly,2021-04,,,,,,,,,,
IT_03,IT,% of devices patched,percent,higher,2,monthly,2021-04,2021-05,,,,,,,,,
TEL_01,CS,Calls received,number,higher,0,quarterly,2021-04,,,,,,,,,,illustrative
TEL_02,CS,Calls and messages received,number,higher,0,quarterly,2021-07,,,,,,,,,TEL_01,
""",
    "kpi_terms": """\
kpi,effective_from,tsl,msl,points,change,change_notice,description,reason,status,source
IT_01,2021-04,95,90,10,initial,,,,,published
IT_01,2021-06,96,90,15.5,redistribution,CCN1,Share of IT_03's points.,IT_03 retired.,In force.,
IT_02,2021-04,4,7.5,20,initial,,,,,
IT_03,2021-04,99,,5,initial,,,,,
IT_03,2021-06,,,,decommission,CCN1,Retired.,Nothing left to patch.,Discontinued.,
TEL_01,2021-04,,,,initial,,,,,
TEL_02,2021-07,,,,replacement,CCN1,,,,
""",
    "kpi_bands": """\
kpi,effective_from,low,high,severity,points,source
IT_01,2021-07,,90,below_threshold,3,published
IT_01,2021-07,90,96.5,minor,1,
IT_01,2021-07,96.5,,none,0,
""",
    "kpi_reviews": """\
kpi,held_on,change_notice,reason,source
IT_02,2021-05-20,CCN1,Four days are right as they are.,published
""",
    "mitigations": """\
mitigation,kpi,month_from,month_to,covers,state,reason,impact,path_to_green,expected,decision_note,\
ended_because,source
M1,IT_01,2021-05,2021-05,shortfall,agreed,"New system, slow start",Some delay,Training,2021-08-31,Once,\
All trained,published
M1,IT_02,2021-05,,shortfall,agreed,"New system, slow start",Some delay,Training,2021-08-31,Once,All trained,
M2,IT_02,2021-04,2021-04,every,proposed,Flood,,,,,,
""",
    "periods": """\
month,state
2021-04,signed_off
2021-05,open
2021-06,open
""",
    "results": """\
kpi,month,outcome,numerator,denominator,value,comment,impact,resolution,source
IT_01,2021-04,measured,190,200,95.00,,,,published
IT_01,2021-05,measured,180,200,90.00,Late parts,Two days lost,New supplier,
IT_01,2021-06,not_reported,,,,System down,,,
IT_02,2021-04,measured,,,4.0,,,,
IT_02,2021-05,measured,,,9.5,"First line
second line","Said ""yes"", then no",,
IT_03,2021-04,no_activity,,,,,,,
TEL_01,2021-05,measured,,,1200,,,,
""",
    "service_payments": """\
service_area,month,amount,source
IT,2021-04,1000.50,published
CS,2021-04,2000.00,
IT,2021-05,1000.50,
""",
    "credit_terms": """\
effective_from,amber_share,red_share,credit_per_point,cap_percent,regime,repeat_multiplier,pricing,charge_percent,\
change_notice,reason,source
2021-04,0.5,1,450.00,10,shares,,flat,,,,published
2021-07,,,3.00,10,bands,2,ratchet,0.5,CCN1,As others have it.,
""",
    "credit_tiers": """\
effective_from,above,multiplier
2021-07,20,1
2021-07,100.5,1.25
""",
    "credit_suspensions": """\
month_from,month_to,reason,source
2021-04,2021-04,Emergency,published
""",
    "warning_rules": """\
kind,number,months,month_from,month_to,clause,source
kpi_failing,3,9,2021-04,2021-06,,
points_in_months,50,3,2021-04,,7.3,published
""",
    "workstream_stages": """\
workstream,stage,month_from,month_to,source
Re-procurement,Options,2021-04,2021-06,published
""",
    "workstream_updates": """\
workstream,as_at,status,narrative,source
Re-procurement,2021-06-30,on_plan,Nothing to say.,published
""",
    "objectives": """\
ref,horizon,text,source
O1,contract,Cut costs.,published
""",
    "objective_assessments": """\
objective,as_at,view,rating,narrative,state,decision_note,source
O1,2021-06-30,client,mixed,Half way.,approved,,published
O1,2021-06-30,provider,on_track,Well on the way.,approved,,letter of 2 July 2021
O1,2021-05-31,client,off_track,Nowhere.,sent_back,Say why.,
O1,2021-07-31,client,achieved,Done.,proposed,,
""",
    "savings": """\
financial_year,contracted,delivered,note,source
2021/22,6000000,,Nine months,published
""",
    "highlights": """\
as_at,service_area,text,source
2021-06-30,CS,More calls answered.,published
2021-06-30,,An award.,
""",
    "issues": """\
ref,title,kind,service_area,raised,cause,impact,response,under_control,status,provider_view,client_view,\
owner,lead,due,resolved_on,provider_view_source,source
I1,Slow laptops,substantive,IT,2021-05-22,Age,Waiting,Replacement,partly,open,Sorry.,Not enough.,\
provider,Service desk,2021-09-30,,Letter of 1 June 2021,published
I2,Lost calls,snagging,,2021-04-06,,,,yes,resolved,,,,,,2021-04-20,,
""",
    "issue_updates": """\
issue,number,as_at,text,kind_was,kind,status_was,status,under_control_was,under_control,source
I1,1,2021-06-01,Half of the staff wait.,snagging,substantive,monitoring,open,yes,no,published
I1,2,2021-06-20,,substantive,substantive,open,open,no,partly,
I2,1,2021-04-20,Mended.,snagging,snagging,open,resolved,yes,yes,
""",
    "issue_kpis": """\
issue,kpi,source
I1,IT_01,published
I2,TEL_01,
""",
    "commitments": """\
ref,text,kind,due,status,owner,settled_on,evidence,source
C1,Hire apprentices.,social_value,2021-12-31,open,provider,,,published
C2,Give the data.,audit,,delivered,client,2021-05-14,Minute 12,
""",
    "assurances": """\
ref,meeting,requested,text,owner,due,status,response,answered_on,source
A1,Audit Committee,2021-06-30,A plan.,provider,,open,,,published
A2,Audit Committee,2021-06-30,A list.,client,2021-07-31,answered,It is enclosed.,2021-07-20,
""",
    "meetings": """\
ref,committee,held_on,note,source
G1,Audit Committee,2021-06-30,To look at the first months.,published
G2,Scrutiny Board,2021-06-30,,
G3,Audit Committee,2021-09-29,,
""",
    "meeting_papers": """\
meeting,title,address,source
G1,Report on the first months,https://example.org/papers/12,published
G1,Appendix,,
""",
}


class SmallBundle:
    """The small bundle as files in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)
        for name, text in FILES.items():
            self.path(name).write_text(text, encoding="utf-8")

    def path(self, name: str) -> Path:
        return self.folder / f"{name}.csv"

    def cell(self, name: str, line: int, column: str, text: str) -> SmallBundle:
        """Put another text into one cell; the header is line 1, and no cell above may span lines."""
        rows = self._rows(name)
        rows[line - 1][rows[0].index(column)] = text
        return self._write(name, rows)

    def length(self, name: str) -> int:
        """How many rows a file has, its header included."""
        return len(self._rows(name))

    def add(self, name: str, *cells: str) -> SmallBundle:
        """Add a row; the cells that are not given stay empty."""
        rows = self._rows(name)
        return self._write(name, [*rows, [*cells, *[""] * (len(rows[0]) - len(cells))]])

    def drop(self, name: str, line: int) -> SmallBundle:
        rows = self._rows(name)
        del rows[line - 1]
        return self._write(name, rows)

    def without_column(self, name: str, column: str) -> SmallBundle:
        rows = self._rows(name)
        place = rows[0].index(column)
        return self._write(name, [row[:place] + row[place + 1 :] for row in rows])

    def without(self, *names: str) -> SmallBundle:
        for name in names:
            self.path(name).unlink()
        return self

    def data(self, name: str, old: bytes, new: bytes) -> SmallBundle:
        """Replace bytes, once or wherever they stand."""
        path = self.path(name)
        before = path.read_bytes()
        assert old in before
        path.write_bytes(before.replace(old, new))
        return self

    def _rows(self, name: str) -> list[list[str]]:
        return list(csv.reader(io.StringIO(self.path(name).read_text(encoding="utf-8"), newline="")))

    def _write(self, name: str, rows: list[list[str]]) -> SmallBundle:
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerows(rows)
        self.path(name).write_text(text.getvalue(), encoding="utf-8")
        return self
