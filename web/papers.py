"""What each document says: the register, a meeting, a decision with its chain, an output, a topic and the new member's pack.

A paper says what its page says, in the reader's language, with links to the pages of this server.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from kb.citing import cite
from kb.model import AgendaItem, Attachment, Attendee, Decision, Meeting, OutputMention, printed
from kb.relations import Need
from kb.results import Output, Person, State, Topic, attachment_url, is_unsure, url_of
from kb.welcome.pack import Coming, Pack, Reading, Reason
from web import words
from web.chains import Matter, Tie
from web.doers import doers_of
from web.formats import date, long_date, meeting_name, place, said, span
from web.language import _, language, ngettext
from web.office.paper import Paper, Part, Run, Style, grid, heading, section, text
from web.reading import Read, read_items
from web.security import root_url

StateOf = Callable[[Decision], State | None]


def _paper(name: str, title: str, parts: Iterable[Part], *heads: str) -> Paper:
    return Paper(name, title, tuple(parts), tuple(filter(None, heads)), language(), "Kokousmuisti")


def _to(words_: str, path: str) -> Run:
    """Words that lead to a page of this server."""
    return Run(words_, root_url() + path)


def _item_label(number: str) -> str:
    return number if "§" in number else _("kohta %(number)s", number=number)


def _facts(decision: Decision, state: State | None) -> list[str]:
    """What a page tells of a decision beside its words: kind, state, day, doers, outputs, how sure it is."""
    due = decision.due
    told = [
        str(words.DECISIONS[decision.kind].name),
        words.state_name(state),
        (f"{_('viimeistään')} {date(due.date)}" if due.date else due.text) if due else "",
        ", ".join(doers_of(decision)),
        *(_("tuotos %(number)s", number=printed(number)) for number in decision.outputs),
        str(words.CONFIDENCE["low"].name) if is_unsure(decision) else "",
    ]
    return [one for one in told if one]


def _decision(decision: Decision, state: State | None) -> tuple[Part, ...]:
    """A decision in a list: what it is about, its words, and its facts with the way to its page."""
    subject = decision.subject or decision.item_title
    where = f"{date(decision.date)}, {_item_label(decision.item)}" if decision.item else date(decision.date)
    link = _to(where, url_of("decision", decision.id))
    return (
        *((heading(3, subject),) if subject else ()),
        text(decision.text, style="quote"),
        *((text(decision.content),) if decision.content else ()),
        text(" · ".join((*_facts(decision, state), "")), link, style="facts"),
    )


def _decisions(found: Iterable[Decision], state_of: StateOf) -> tuple[Part, ...]:
    return tuple(part for decision in found for part in _decision(decision, state_of(decision)))


# --- the register -------------------------------------------------------------------------------------------------------


def register(
    found: Sequence[Decision], meeting_of: Callable[[Decision], Meeting | None], state_of: StateOf, *chosen: str
) -> Paper:
    """The list of decisions as it is filtered and sorted: under each meeting or report its decisions. `chosen` tells the filters."""
    parts: list[Part] = []
    for _home, group in groupby(found, key=lambda decision: decision.meeting or decision.home):
        own = list(group)
        meeting = meeting_of(own[0])
        parts.append(heading(1, _source(own[0], meeting)))
        for decision in own:
            title = " ".join(filter(None, (decision.item, decision.subject or decision.item_title)))
            parts.append(heading(2, title or str(words.DECISIONS[decision.kind].name)))
            parts.append(text(decision.text, style="quote"))
            if decision.content:
                parts.append(text(decision.content))
            link = _to(cite(decision, meeting, language()), url_of("decision", decision.id))
            parts.append(text(" · ".join((*_facts(decision, state_of(decision)), "")), link, style="facts"))
    count = ngettext("%(num)s päätös", "%(num)s päätöstä", len(found))
    return _paper("paatokset", _("Päätösluettelo"), parts, count, *chosen)


def _source(decision: Decision, meeting: Meeting | None) -> Run:
    """Where a decision comes from, with the way there: its meeting, or the report that it was promised in."""
    if meeting is not None:
        return _to(f"{meeting_name(meeting)}, {date(meeting.date)}", url_of("meeting", meeting.id))
    path = decision.where.document if decision.where else ""
    day = f", {date(decision.date)}" if decision.date else ""
    return _to(f"{path.rpartition('/')[2]}{day}", url_of("document", path, decision.where))


# --- a meeting ----------------------------------------------------------------------------------------------------------


def meeting(
    found: Meeting, groups: Sequence[tuple[str | None, list[Attendee]]], loose: Sequence[Decision], state_of: StateOf
) -> Paper:
    """A meeting as its page tells it: who was there, its items with what was decided, outputs, attachments, what comes next."""
    time = f", {_('klo')} {span(found.start, found.end)}" if found.start else ""
    when = f"{long_date(found.date)}{time}{f', {found.place}' if found.place else ''}"
    attendees = [
        (organisation or _("Organisaatiota ei mainita"), one.name, _role(one))
        for organisation, group in groups
        for one in group
    ]
    decided = [one for one in found.decisions if one.kind != "procedural" and one.confidence != "low"]
    parts = (
        *section(1, _("Osallistujat"), grid((_("Organisaatio"), _("Nimi"), _("Rooli")), attendees, (3, 3, 2))),
        *section(1, _("Mitä päätettiin"), tuple(_brief(decision) for decision in decided)),
        *(part for read in read_items(found) for part in _item(read, state_of)),
        *section(1, _("Päätökset ilman asiakohtaa"), _decisions(loose, state_of)),
        *section(1, _("Tuotokset"), tuple(map(_mention, found.outputs))),
        *section(1, _("Liitteet"), tuple(map(_attachment, found.attachments))),
        *section(1, _("Jatko"), tuple(_rest(found))),
    )
    return _paper(f"kokous-{found.id}", meeting_name(found), parts, when)


def _role(one: Attendee) -> str:
    absent = _("poissa") if one.present is False and not one.note else None
    return ", ".join(filter(None, (one.role, one.note, absent)))


def _brief(decision: Decision) -> Part:
    kind = Run(f"{words.DECISIONS[decision.kind].name}: ", weight="bold")
    return text(kind, _to(said(decision, 110), url_of("decision", decision.id)), style="bullet")


def _item(read: Read, state_of: StateOf) -> Iterable[Part]:
    item = read.item
    yield heading(2 if read.depth else 1, f"{item.number} {item.title}")
    presenter = f"{_('Esittelijä')}: {item.presenter}{f', {item.organisation}' if item.organisation else ''}"
    by = [presenter if item.presenter else "", item.case or "", *item.attachments]
    if any(by):
        yield text(" · ".join(filter(None, by)), style="facts")
    for part in read.parts:
        if part.decision is None:
            yield text(part.text)
            continue
        yield text(part.text, style="quote")
        if part.decision.content:
            yield text(part.decision.content)
        link = _to(_("Avaa päätös"), url_of("decision", part.decision.id))
        yield text(" · ".join((*_facts(part.decision, state_of(part.decision)), "")), link, style="facts")
        for one in part.within:
            facts = " · ".join(_facts(one, state_of(one)))
            yield text(_to(one.text, url_of("decision", one.id)), f" ({facts})" if facts else "", style="bullet")


def _mention(mention: OutputMention) -> Part:
    name = " ".join(filter(None, (printed(mention.number), mention.title)))
    item = f", {_item_label(mention.item)}" if mention.item else ""
    return text(f"{words.EVENTS[mention.event].name}: ", _to(name, url_of("output", mention.number)), item, style="bullet")


def _attachment_name(attachment: Attachment) -> str:
    label, name = attachment.label, attachment.name or ""
    return f"{label} {name}" if name and name.lower() != label.lower() else label


def _attachment(attachment: Attachment) -> Part:
    missing = f" ({_('puuttuu')})" if attachment.file is None else f" ({_('tuli myöhässä')})" if attachment.late else ""
    return text(_to(_attachment_name(attachment), attachment_url(attachment)), missing, style="bullet")


def _rest(found: Meeting) -> Iterable[Part]:
    following = found.next_meeting
    if following:
        yield text(f"{_('Seuraava kokous')}: {long_date(following.date) if following.date else following.quote}")
    if found.distribution:
        yield text(f"{_('Jakelu')}: {', '.join(found.distribution)}")


# --- a decision ---------------------------------------------------------------------------------------------------------


def decision(
    found: Decision,
    of: Meeting | None,
    state: State | None,
    chain: Matter,
    replaced: tuple[Sequence[Decision], Sequence[Decision]],
    beside: tuple[Sequence[Output], Sequence[Attachment]],
    read: Read | None,
    state_of: StateOf,
) -> Paper:
    """A decision with its grounds and its chain. `replaced` are those that replace it and those that it replaces, `beside` the
    outputs and attachments that it names."""
    later, earlier = replaced
    shown = [one for part in (read.parts if read else ()) for one in ([part.text] if part.text else [])]
    parts = (
        text(found.text, style="quote"),
        text(" · ".join(_facts(found, state)), style="facts"),
        *section(1, _("Mitä hyväksyttiin"), (text(found.content),) if found.content else ()),
        *_grounds(state),
        *section(1, _("Korvattu päätöksellä"), _decisions(later, state_of)),
        *section(1, _("Korvaa päätöksen"), _decisions(earlier, state_of)),
        *section(1, _("Viite"), (text(f"{cite(found, of, language())}. ", _to(*_page_of(found))),)),
        *section(1, _("Asian kulku"), tuple(_chain(chain))),
        *section(1, _("Tiedot"), _details(found, of, *beside)),
        *section(1, _("Näin asiaa käsiteltiin"), tuple(map(text, shown)) if len(shown) > 1 else ()),
    )
    title = found.subject or found.item_title or (of.title if of else None) or str(words.DECISIONS[found.kind].name)
    return _paper(f"paatos-{found.id.replace('/', '-')}", title, parts, cite(found, of, language()))


def _page_of(found: Decision) -> tuple[str, str]:
    path = url_of("decision", found.id)
    return root_url() + path, path


def _grounds(state: State | None) -> Iterable[Part]:
    if state is None:
        yield text(_("Päätetty, jatkosta ei ole tietoa"), style="facts")
    if state is None or not (state.grounds or state.by):
        return
    if state.is_proposal:
        yield text(Run(_("Ehdotus, jota kukaan ei ole vahvistanut."), weight="bold"))
    told = [ground for ground in state.grounds if ground.code != "terms"] or list(state.grounds)
    for ground in told[:2]:
        yield text(f"{_('Peruste:')} {words.GROUNDS[ground.code]} ”{ground.text}”", style="facts")


def _chain(chain: Matter) -> Iterable[Part]:
    for title, ties in ((_("Mistä tämä jatkuu"), chain.earlier), (_("Mitä tästä seurasi"), chain.later)):
        yield from section(2, title, tuple(map(_tie, ties)))
    if len(chain.line) > 2:
        whole = ngettext("Koko asia: %(num)s käsittely", "Koko asia: %(num)s käsittelyä", len(chain.line))
        rows = (
            text(_to(f"{date(of.date)}, {_item_label(item.number)}: {item.title}", url_of("item", item.id)), style="bullet")
            for of, item in chain.line
        )
        yield from section(2, whole, tuple(rows))


def _tie(tie: Tie) -> Part:
    if tie.decision:
        link = _to(tie.decision.text, url_of("decision", tie.decision.id))
    else:
        link = _to(tie.item.title, url_of("item", tie.item.id))
    standing = str(words.STATES["confirmed"].name) if tie.link.standing == "confirmed" else _standing(tie)
    why = "; ".join(f"{words.GROUNDS[ground.code]} ”{ground.text}”" for ground in tie.link.reasons[:3])
    place_ = f" – {date(tie.meeting.date)}, {_item_label(tie.item.number)}. {standing}{f': {why}' if why else ''}"
    return text(Run(f"{tie.name}: ", weight="bold"), link, place_, style="bullet")


def _standing(tie: Tie) -> str:
    return _("Muistio sanoo näin") if tie.link.certain else _("Ehdotus")


def _details(
    found: Decision, of: Meeting | None, outputs: Sequence[Output], attachments: Sequence[Attachment]
) -> tuple[Part, ...]:
    item = of.item(found.item) if of else None
    rests = " " + _("Perusteena: ”%(words)s”.", words=found.rests_on) if found.rests_on else ""
    certain = f"{words.CONFIDENCE[found.confidence].name}. {words.CONFIDENCE_WHY[found.confidence]}{rests}"
    rows: list[tuple[str, str | Run | None]] = [
        (_("Kokous") if of else _("Raportti"), _source(found, of)),
        (_("Asiakohta"), _to(f"{item.number} {item.title}", url_of("item", item.id)) if item else None),
        (_("Vastuutaho"), ", ".join(doers_of(found))),
        (_("Määräaika"), _due(found)),
        (_("Äänestys"), found.votes),
        (_("Eriävä mielipide"), found.dissent),
        (_("Esteellisyys"), found.disqualified),
        (
            _("Tuotokset"),
            "; ".join(f"{printed(one.number)} {one.title or ''} ({words.EVENTS[one.status].name})" for one in outputs),
        ),
        (_("Liitteet"), "; ".join(map(_attachment_name, attachments))),
        (_("Paikka asiakirjassa"), _where(found)),
        (_("Varmuus"), certain),
    ]
    return grid((_("Tieto"), _("Sisältö")), ((name, value) for name, value in rows if value), (1, 3))


def _due(found: Decision) -> str:
    due = found.due
    if due is None:
        return ""
    return f"{date(due.date)} (”{due.text}”)" if due.date else f"”{due.text}”"


def _where(found: Decision) -> str:
    where = found.where
    return "" if where is None else ", ".join(filter(None, (where.document, place(where.label) if where.page else "")))


# --- an output, a topic -------------------------------------------------------------------------------------------------


def output(
    found: Output,
    events: Sequence[OutputMention],
    decisions: Sequence[Decision],
    children: Sequence[Output],
    attachments: Sequence[Attachment],
    state_of: StateOf,
) -> Paper:
    """An output: how it came to be, its decisions, parts and attachments."""
    name = _("Tuotos %(number)s", number=found.number)
    others = _("Muita nimiä: %(names)s", names="; ".join(found.titles[1:])) if len(found.titles) > 1 else ""
    parts = (
        *section(1, _("Vaiheet"), tuple(part for event in events for part in _event(event))),
        *section(1, _("Päätökset"), _decisions(decisions, state_of)),
        *section(1, _("Osat"), tuple(map(_output, children))),
        *section(1, _("Tarvitsee"), tuple(part for need in found.needs for part in _need(need))),
        *section(1, _("Liitteet"), tuple(map(_attachment, attachments))),
    )
    title = f"{name}: {found.title}" if found.title else name
    return _paper(f"tuotos-{found.number}", title, parts, str(words.EVENTS[found.status].name), others)


def _event(event: OutputMention) -> tuple[Part, ...]:
    item = f", {_item_label(event.item)}" if event.item else ""
    when = f"{date(event.date)}{item}"
    link = _to(when, url_of("meeting", event.meeting)) if event.meeting else Run(when)
    return (
        text(Run(f"{words.EVENTS[event.event].name} ", weight="bold"), link, style="bullet"),
        text(event.quote, style="quote"),
    )


def _need(need: Need) -> tuple[Part, ...]:
    other = _("Tuotos %(number)s", number=printed(need.number))
    return (
        text(_to(other, url_of("output", need.number)), ", ", _to(date(need.date), url_of("item", need.item)), style="bullet"),
        text(need.quote, style="quote"),
    )


def _output(found: Output) -> Part:
    name = f"{printed(found.number)} {found.title or _('Nimi ei ilmene aineistosta')}"
    return text(_to(name, url_of("output", found.number)), f" – {words.EVENTS[found.status].name}", style="bullet")


def topic(
    found: Topic,
    groups: Sequence[tuple[str, Sequence[Decision]]],
    items: Sequence[tuple[Meeting, AgendaItem]],
    outputs: Sequence[Output],
    people: Sequence[Person],
    doers: Sequence[tuple[str, int]],
    state_of: StateOf,
) -> Paper:
    """A topic: what is in force, what waits and for whom, where it was handled."""
    also = _("Myös: %(names)s", names=", ".join(found.synonyms)) if found.synonyms else ""
    handled = (
        text(_to(f"{date(of.date)}, {_item_label(item.number)}", url_of("item", item.id)), f": {item.title}", style="bullet")
        for of, item in items
    )
    waiting = (text(f"{name} ({ngettext('%(num)s avoin', '%(num)s avointa', count)})", style="bullet") for name, count in doers)
    parts = (
        *(part for title, group in groups for part in section(1, title, _decisions(group, state_of))),
        *section(1, _("Kuka tekee"), tuple(waiting)),
        *section(1, _("Asiakohdat"), tuple(handled)),
        *section(1, _("Tuotokset"), tuple(map(_output, outputs))),
        *section(1, _("Ihmiset"), tuple(map(_person, people))),
    )
    return _paper(f"aihe-{found.slug}", found.name[:1].upper() + found.name[1:], parts, also)


def _person(person: Person) -> Part:
    whose = f" – {person.organisations[0]}" if person.organisations else ""
    return text(_to(person.name, url_of("person", person.slug)), whose, style="bullet")


# --- the new member's pack ----------------------------------------------------------------------------------------------


def pack(
    found: Pack,
    why: Callable[[Reason], str],
    step: Callable[[Reading], str],
    title: Callable[[Reading], str],
    event: Callable[[Coming], tuple[str, str]],
    state_of: StateOf,
) -> Paper:
    """The new member's pack; the functions put its codes in words."""
    members = (
        (
            _to(m.person.name, url_of("person", m.person.slug)),
            next(iter(m.person.organisations), ""),
            next(iter(words.role_names(m.roles)), ""),
            date(m.since),
            str(m.meetings),
        )
        for m in found.members
    )
    heads = (_("Nimi"), _("Organisaatio"), _("Rooli"), _("Mukana alkaen"), _("Kokouksia"))
    gone = ", ".join(m.person.name for m in found.gone)
    coming = ((date(one.day), _to(event(one)[0], event(one)[1])) for one in found.coming)
    parts = (
        *section(1, _("Mikä ryhmä on"), tuple(_group(found))),
        *section(1, _("Ketkä ovat mukana nyt"), grid(heads, members, (4, 4, 3, 3, 2))),
        *((text(f"{_('Aiemmin mukana:')} {gone}", style="facts"),) if gone else ()),
        *section(1, _("Sanat, lyhenteet ja mitä ne tarkoittavat"), _glossary(found)),
        *section(1, _("Tuotokset ja missä ne ovat"), tuple(map(_output, found.outputs))),
        *section(1, _("Keskeiset päätökset"), tuple(_weighed(found, why, state_of))),
        *section(1, _("Mitä on auki"), tuple(_open(found, state_of))),
        *section(1, _("Mitä on tulossa"), grid((_("Päivä"), _("Mitä")), coming, (1, 4))),
        *section(1, _("Tunnin lukujärjestys"), tuple(_reading(found, step, title))),
    )
    return _paper("perehdytys", _("Uudelle jäsenelle"), parts, found.group or "")


def _group(found: Pack) -> Iterable[Part]:
    if found.meetings:
        count = ngettext("Muistioita on %(num)s kokouksesta", "Muistioita on %(num)s kokouksesta", len(found.meetings))
        usual = ""
        if found.interval:
            weeks = max(1, round(found.interval / 7))
            usual = ngettext(
                "Kokousten väli on tavallisesti %(num)s viikko.", "Kokousten väli on tavallisesti %(num)s viikkoa.", weeks
            )
        days = dict.fromkeys((date(found.meetings[-1].date), date(found.meetings[0].date)))
        yield text(f"{count}: {'–'.join(days)}. {usual}")
    for of, item, sentence in found.tasks:
        link = _to(f"{date(of.date)}, {_item_label(item.number)}", url_of("item", item.id))
        yield text(f"{sentence} ", link, style="quote")


def _glossary(found: Pack) -> tuple[Part, ...]:
    return grid(
        (_("Sana"), _("Merkitys")),
        ((one.word, f"{one.meaning} ({one.body})" if one.body else one.meaning) for one in found.words),
        (1, 3),
    )


def _weighed(found: Pack, why: Callable[[Reason], str], state_of: StateOf) -> Iterable[Part]:
    for weighed in found.decisions:
        reasons = f" {_('Miksi:')} {', '.join(map(why, weighed.why))}." if weighed.why else ""
        yield _listed(weighed.decision, state_of, "number", reasons)


def _open(found: Pack, state_of: StateOf) -> Iterable[Part]:
    for decision in found.open:
        yield _listed(decision, state_of, "bullet", "")


def _listed(decision: Decision, state_of: StateOf, style: Style, more: str) -> Part:
    facts = Run(f"{' · '.join(_facts(decision, state_of(decision)))}. ", weight="bold")
    return text(facts, f"{decision.text} ", _to(date(decision.date), url_of("decision", decision.id)), more, style=style)


def _reading(found: Pack, step: Callable[[Reading], str], title: Callable[[Reading], str]) -> Iterable[Part]:
    for one in found.reading:
        takes = _("Noin %(minutes)s min.", minutes=one.minutes)
        yield text(_to(title(one), url_of("meeting", one.meeting.id)), f" {step(one)} {takes}", style="bullet")
