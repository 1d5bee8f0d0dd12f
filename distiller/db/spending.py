"""Running totals of money, and what may still be spent: a budget is looked up and never summed, however large a job is.

There is one row for each job, for each person on each day, and for each day. Every transaction that sends a call, or
changes what became of it, changes the totals by the difference, so they are the sum of the calls at every commit. A
call counts on the UTC day on which it was sent:

    under way   what was reserved for it: the most it can cost
    answered    its real cost; where that is unknown, what was reserved
    lost        what was reserved: it may have been made, and billed
    failed      nothing

A call whose price is unknown is counted, not priced. On PostgreSQL totals come after responses, jobs and calls (see
jobs.lock), and of them today's first: transactions that spend take turns there, and none waits for another twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    Connection,
    Row,
    Select,
    Text,
    bindparam,
    case,
    cast,
    delete,
    func,
    literal,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.dialects import postgresql, sqlite

from distiller.db.models import Call, Job, Spent
from distiller.records import Admission, CallStatus, Caps, Reason, Spending

WAIT_S = 0.5
"""After so long a call is tried again that fits in a cap, but not beside what is reserved for those under way."""

Amounts = tuple[int, int, int]  # spent and reserved in nanodollars, calls of unknown cost
NOTHING: Amounts = (0, 0, 0)

_NANO = Decimal(10) ** 9
_CALLS, _JOBS, _SPENT = (model.metadata.tables[model.__tablename__] for model in (Call, Job, Spent))


def _raw(column: Any) -> Any:
    """A column of money as the whole number that is stored."""
    return type_coerce(column, BigInteger).label(column.name)


_IDS: Any = bindparam("ids", expanding=True)
_PAYERS = select(_JOBS.c.id, _JOBS.c.created_by, _raw(_JOBS.c.budget)).where(_JOBS.c.id.in_(_IDS))
MONEY = (
    _CALLS.c.id,
    _CALLS.c.job_id,
    _CALLS.c.created_by,
    _CALLS.c.sent_at,
    _raw(_CALLS.c.reserved_cost),
    _raw(_CALLS.c.cost),
)
"""What must be known of a call for `turn`."""

_BEFORE = (
    select(*MONEY, _CALLS.c.status, _CALLS.c.batch_id)
    .where(_CALLS.c.id.in_(_IDS))
    .order_by(_CALLS.c.id)
    .with_for_update()
)
_STANDING = select(_SPENT.c.key, _raw(_SPENT.c.spent), _raw(_SPENT.c.reserved)).where(
    _SPENT.c.key.in_(bindparam("keys", expanding=True))
)
_AMOUNTS = ("spent", "reserved", "unknown")


def _change(dialect: Any) -> Any:
    statement = dialect.insert(_SPENT).values(
        key=bindparam("key"), **{name: bindparam(name, type_=BigInteger) for name in _AMOUNTS}
    )
    return statement.on_conflict_do_update(
        index_elements=["key"], set_={name: _SPENT.c[name] + statement.excluded[name] for name in _AMOUNTS}
    )


_CHANGE = {"sqlite": _change(sqlite), "postgresql": _change(postgresql)}


# --- what a call counts for -------------------------------------------------------------------------------------


def nano(amount: Decimal | None) -> int | None:
    """An amount as it is stored."""
    return None if amount is None else int((amount * _NANO).to_integral_value())


def counted(status: CallStatus, reserved: int | None, cost: int | None) -> Amounts:
    """What a call counts for."""
    if status == CallStatus.FAILED:
        return NOTHING
    known = cost if status == CallStatus.ANSWERED and cost is not None else reserved
    if known is None:
        return (0, 0, 1)
    return (0, known, 0) if status == CallStatus.SENT else (known, 0, 0)


def day_key(moment: datetime) -> str:
    """The total of a day: that of UTC."""
    return f"day {moment.astimezone(UTC).date().isoformat()}"


def user_key(who: str, moment: datetime) -> str:
    """The total of a person on a day."""
    return f"user {moment.astimezone(UTC).date().isoformat()} {who}"


def job_key(job_id: int) -> str:
    """The total of a job."""
    return f"job {job_id}"


def keys_of(job_id: int | None, created_by: str, sent_at: datetime) -> list[str]:
    """The totals that a call counts in; that of its job only while there is one."""
    keys = [day_key(sent_at), user_key(created_by, sent_at)]
    return keys if job_id is None else [*keys, job_key(job_id)]


class Changes:
    """What a transaction changes in the totals: gathered, and written at once."""

    def __init__(self) -> None:
        self._by_key: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])

    def add(self, keys: Iterable[str], before: Amounts, after: Amounts) -> None:
        """A call counted for `before`, and now for `after`."""
        if before != after:
            for key in keys:
                sums = self._by_key[key]
                for n in range(3):
                    sums[n] += after[n] - before[n]

    def of(self, key: str) -> Sequence[int]:
        """What is gathered for one total so far."""
        return self._by_key.get(key, NOTHING)

    def write(self, conn: Connection, now: datetime) -> None:
        """One row for each total that changes; nothing at all where none does, as with the offline teacher."""
        changed = {key: sums for key, sums in self._by_key.items() if any(sums)}
        if changed:
            today = day_key(now)
            changed.setdefault(today, [0, 0, 0])
            keys = sorted(changed, key=lambda key: (key != today, key))
            rows = [{"key": key, **dict(zip(_AMOUNTS, changed[key], strict=True))} for key in keys]
            conn.execute(_CHANGE[conn.dialect.name], rows)


def before(conn: Connection, call_ids: Sequence[int]) -> dict[int, Any]:
    """The money of these calls as it stands, which nobody else changes before this transaction ends."""
    return {row.id: row for row in conn.execute(_BEFORE, {"ids": call_ids})}


def turn(
    changes: Changes, call: Any, was: CallStatus, status: CallStatus | None, cost: int | None = None
) -> None:
    """A call that had the status `was` gets this status, None if it is taken back, and this cost."""
    keys = keys_of(call.job_id, call.created_by, call.sent_at)
    now = NOTHING if status is None else counted(status, call.reserved_cost, cost)
    changes.add(keys, counted(was, call.reserved_cost, call.cost), now)


def forget_job(conn: Connection, job_id: int) -> None:
    """The total of a job that is removed; its calls stay in those of their days."""
    conn.execute(delete(Spent).where(Spent.key == job_key(job_id)))


# --- before a call is sent --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wanted:
    """The money of a call that is about to be sent: the most it can cost, None where its price is unknown."""

    job_id: int
    worst: Decimal | None
    provider: str
    model: str


@dataclass(slots=True)
class _Limit:
    """A cap in force, and what is spent and reserved of it."""

    code: str
    cap: int
    spent: int = 0
    reserved: int = 0


def payers(conn: Connection, job_ids: Iterable[int]) -> dict[int, Row[Any]]:
    """By whom each job was made, and its own budget."""
    return {row.id: row for row in conn.execute(_PAYERS, {"ids": sorted(job_ids)})}


def reserve(
    conn: Connection,
    wanted: Sequence[Wanted],
    payers: Mapping[int, Row[Any]],
    caps: Caps,
    now: datetime,
    changes: Changes,
) -> list[Admission | None]:
    """Reserves the worst case of each call that fits in every cap: None for those, else why it is not sent.

    The calls of one transaction are looked at in turn, each with what the ones before it reserved, and with what
    `changes` holds already. A call that costs nothing always fits. The jobs are locked.
    """
    verdicts: list[Admission | None] = []
    limits = _limits(conn, [one for one in wanted if one.worst != 0], payers, caps, now)
    for key, limit in limits.items():
        spent, reserved, _ = changes.of(key)
        limit.spent, limit.reserved = limit.spent + spent, limit.reserved + reserved
    for one in wanted:
        worst, who = nano(one.worst), payers[one.job_id].created_by
        keys = keys_of(one.job_id, who, now)
        binding = [limits[key] for key in reversed(keys) if key in limits] if worst != 0 else []
        refused = _refused(one, worst, binding, who)
        verdicts.append(refused)
        if refused is None:
            changes.add(keys, NOTHING, counted(CallStatus.SENT, worst, None))
            for limit in binding:
                limit.reserved += worst or 0
    return verdicts


def _limits(
    conn: Connection, wanted: Sequence[Wanted], payers: Mapping[int, Row[Any]], caps: Caps, now: datetime
) -> dict[str, _Limit]:
    """The caps that hold for these calls, by the key of their total, and how far they are used up.

    Who spends on the same day waits here until this transaction ends.
    """
    default, most_user, most_day = nano(caps.job), nano(caps.user), nano(caps.day)
    limits: dict[str, _Limit] = {}
    for job_id in {one.job_id for one in wanted}:
        payer = payers[job_id]
        budget = payer.budget if payer.budget is not None else default
        for key, code, cap in (
            (job_key(job_id), "budget-job", budget),
            (user_key(payer.created_by, now), "budget-user", most_user),
            (day_key(now), "budget-day", most_day),
        ):
            if cap is not None:
                limits[key] = _Limit(code, cap)
    if limits:
        conn.execute(_CHANGE[conn.dialect.name], {"key": day_key(now), **dict.fromkeys(_AMOUNTS, 0)})
        for row in conn.execute(_STANDING, {"keys": sorted(limits)}):
            limits[row.key].spent, limits[row.key].reserved = row.spent, row.reserved
    return limits


def _refused(one: Wanted, worst: int | None, limits: Sequence[_Limit], who: str) -> Admission | None:
    """Why the call is not sent now; None if it fits in all of them."""
    if worst is None:
        if not limits:
            return None
        return Admission(None, Reason("budget-unknown-price", {"provider": one.provider, "model": one.model}))
    for limit in limits:
        if limit.spent + worst > limit.cap:
            return Admission(None, Reason(limit.code, _told(one, worst, limit, who)))
    if any(limit.spent + limit.reserved + worst > limit.cap for limit in limits):
        return Admission(None, waits_s=WAIT_S)
    return None


def _told(one: Wanted, worst: int, limit: _Limit, who: str) -> dict[str, Any]:
    amounts = {"cap": limit.cap, "spent": limit.spent, "reserved": limit.reserved, "worst": worst}
    return {"job": one.job_id, "who": who, **{name: shown(Decimal(value) / _NANO) for name, value in amounts.items()}}


def shown(amount: Decimal) -> str:
    """An amount for a sentence: cents at least, and as much of a cent as matters."""
    whole, _, digits = f"{amount:.6f}".partition(".")
    return f"{whole}.{digits.rstrip('0'):0<2}"


# --- reading ----------------------------------------------------------------------------------------------------


def totals(conn: Connection, keys: Iterable[str]) -> dict[str, Spending]:
    """The totals of these keys; nothing was spent where one is missing."""
    rows = conn.execute(select(Spent).where(Spent.key.in_(sorted(keys))))
    return {row.key: Spending(row.spent, row.reserved, row.unknown) for row in rows}


def wrong(conn: Connection) -> list[str]:
    """The totals that are not the sum of their calls, in one statement: it sees one moment, whoever writes."""
    reserved = func.coalesce(_raw(_CALLS.c.reserved_cost), 0)
    cost = func.coalesce(_raw(_CALLS.c.cost), _raw(_CALLS.c.reserved_cost), 0)
    status, failed = _CALLS.c.status, _CALLS.c.status == CallStatus.FAILED
    priced = (_CALLS.c.status == CallStatus.ANSWERED) & _CALLS.c.cost.is_not(None)
    amounts = (
        case((status == CallStatus.ANSWERED, cost), (status == CallStatus.LOST, reserved), else_=0).label("spent"),
        case((status == CallStatus.SENT, reserved), else_=0).label("reserved"),
        case((or_(failed, _CALLS.c.reserved_cost.is_not(None), priced), 0), else_=1).label("unknown"),
    )
    day = func.substr(cast(_CALLS.c.sent_at, Text), 1, 10)
    if conn.dialect.name == "postgresql":
        day = func.to_char(func.timezone("UTC", _CALLS.c.sent_at), "YYYY-MM-DD")
    of_job: Select[Any] = select(literal("job ").concat(cast(_CALLS.c.job_id, Text)).label("key"), *amounts)
    parts = (
        of_job.where(_CALLS.c.job_id.is_not(None)),
        select(literal("user ").concat(day).concat(" ").concat(_CALLS.c.created_by), *amounts),
        select(literal("day ").concat(day), *amounts),
        select(_SPENT.c.key, *(-_raw(_SPENT.c[name]) for name in _AMOUNTS)),
    )
    both = union_all(*parts).subquery()
    sums = [func.sum(both.c[name]) for name in _AMOUNTS]
    query = select(both.c.key).group_by(both.c.key).having(or_(*(one != 0 for one in sums))).order_by(both.c.key)
    return list(conn.scalars(query))
