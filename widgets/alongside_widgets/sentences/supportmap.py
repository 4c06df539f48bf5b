"""The sentences of a map of the people around somebody."""

from __future__ import annotations

from alongside_widgets.sentences.marking import N_, NN_

STRINGS = {
    "map.names": N_("Initials or a role, never a full name: the map is about you, and they were not asked."),
    "map.me": N_("Me"),
    "map.picture": N_("The map: {people} in {rings} rings. The list below says the same."),
    "map.lasts-key": N_("solid edge: will still be there when the programme is over; dashed: will not"),
    "map.empty": N_("Nobody is on the map yet. Who would you ring first after a hard day?"),
    # the list
    "map.list": N_("The people on the map"),
    "map.add": N_("Add a person"),
    "map.person": N_("The person you are writing about"),
    "map.nameless": N_("(no initials yet)"),
    "map.ring": N_("How near"),
    "map.no-ring": N_("not placed yet"),
    "map.gives": N_("Gives"),
    "map.gives-nothing": N_("nothing is ticked"),
    "map.lasts": N_("Will still be there when the programme is over"),
    "map.lasts-not": N_("Will not be there when the programme is over"),
    "map.next": N_("Next step"),
    "map.change": N_("Change"),
    "map.change-one": N_("Change {name}"),
    "map.remove": N_("Remove"),
    "map.remove-one": N_("Remove {name}"),
    "map.removed": N_("{name} is taken off the map. Undo brings them back."),
    "map.undo": N_("Undo"),
    "map.undone": N_("Undone: {people} on the map"),
    "map.nothing-written": N_("Nothing was written there, so nobody was added."),
    # the form
    "map.name": N_("Initials or a role"),
    "map.name-hint": N_("“N. D.”, “the deputy”, “a head in another town”: whatever you will recognise."),
    "map.full-name": N_(
        "If this is somebody's full name: initials or a role will do just as well, and keep them out of it."
    ),
    "map.ring-ask": N_("How near is this person to you?"),
    "map.gifts-ask": N_("What does this person give you? Tick as many as are true."),
    "map.step": N_("A next step with this person, if there is one"),
    "map.close": N_("Close"),
    # what the map shows
    "map.shows": N_("What the map shows"),
    "map.given": N_("Who gives what"),
    "map.gift": N_("{gift}: {names}"),
    "map.gift-nobody": N_("{gift}: nobody yet"),
    "map.missing": N_(
        "Nobody on the map gives this: {gifts}. Who could, or who might know somebody who can?"
    ),
    "map.carries": N_(
        "More than half of what is ticked comes from one person: {name}, {given} of {all}. "
        "What would you do in a month without them?"
    ),
    "map.last-none": N_(
        "Of those on the map, nobody will still be there when the programme is over. "
        "With whom could you arrange something that lasts?"
    ),
    "map.last-some": N_(
        "When the programme is over, {lasting} of {people} will still be there. "
        "Is there somebody among the others whom you would like to keep?"
    ),
    "map.last-all": N_(
        "Everybody on the map will still be there when the programme is over. What do you do to keep it so?"
    ),
    "map.near-empty": N_(
        "Nobody stands in the nearest ring, “{ring}”. Do you want it so, or is somebody missing?"
    ),
    "map.unplaced": N_("Not placed yet ({names}): how near are they?"),
    "map.even": N_(
        "Somebody gives each kind of support, and it does not hang on one person. "
        "What did it take to get there?"
    ),
    # on paper
    "map.paper": N_(
        "You are in the middle. Write initials where each person stands: the nearer, the closer."
    ),
    "map.paper-gives": N_("Gives (numbers)"),
    "map.paper-lasts": N_("Still there afterwards"),
    "map.paper-who": N_("Who"),
}

PLURALS = {
    "people": NN_("{n} person", "{n} people"),
}
