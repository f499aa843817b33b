package io.tocsin.command;

import io.tocsin.chat.ChatTalk;
import io.tocsin.incident.Incident;
import io.tocsin.incident.IncidentStore;
import io.tocsin.spi.Arguments;
import io.tocsin.spi.Command;
import io.tocsin.spi.Command.Kind;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Role;
import io.tocsin.spi.Talk;
import io.tocsin.text.Catalogue;
import io.tocsin.text.Words;
import io.tocsin.watch.Change;
import io.tocsin.watch.MonitorView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Incidents: list, look, acknowledge, note. */
final class IncidentCommands {

    private static final int MOST = 200;
    private static final int USUAL = 20;
    private static final int NAMED = 10;
    private static final String DIGEST = "digest:";

    private final Supplier<Desk> desk;

    IncidentCommands(Supplier<Desk> desk) {
        this.desk = desk;
    }

    List<Command> commands() {
        Command incidents = Say.command("incidents", "incidents")
                .optionals("which", Kind.SELECTOR)
                .example("incidents open")
                .example("incidents today")
                .example("incidents shop")
                .run(this::incidents);
        Command incident = Say.command("incident", "incident")
                .value("number", Kind.NUMBER)
                .example("incident 42")
                .run(this::incident);
        Command ack = Say.command("ack", "ack")
                .alias("acknowledge")
                .needs(Role.OPERATE)
                .changes()
                .value("n|monitor", Kind.WORD)
                .optional("text", Kind.REST)
                .example("ack 42")
                .example("ack 12 13 looking into it")
                .example("ack shop")
                .run(this::acknowledge);
        Command note = Say.command("note", "note")
                .needs(Role.OPERATE)
                .changes()
                .value("number", Kind.NUMBER)
                .value("text", Kind.REST)
                .example("note 42 disk replaced")
                .run(this::note);
        return List.of(incidents, incident, ack, note);
    }

    private void incidents(Talk said, Arguments arguments) {
        ChatTalk talk = ChatTalk.of(said);
        List<String> named = arguments.all("which");
        String which = named.size() > 1 ? "several" : String.join("", named).toLowerCase(Locale.ROOT);
        List<Incident> found = switch (which) {
            case "open" -> desk.get().watching().monitors().stream()
                    .flatMap(view -> view.incident().stream())
                    .sorted(Comparator.comparing(Incident::number).reversed())
                    .toList();
            case "today" -> {
                Instant midnight = talk.now().atZone(talk.zone()).toLocalDate().atStartOfDay(talk.zone()).toInstant();
                yield desk.get().database().read(tx -> IncidentStore.since(tx, midnight, MOST));
            }
            case "" -> desk.get().database().read(tx -> IncidentStore.newest(tx, USUAL));
            default -> {
                List<MonitorView> views =
                        Picked.find(desk.get(), named).monitors();
                yield desk.get().database().read(tx -> views.stream()
                        .flatMap(view -> IncidentStore.newestOf(tx, view.monitor().id(), MOST).stream())
                        .sorted(Comparator.comparing(Incident::number).reversed())
                        .limit(MOST)
                        .toList());
            }
        };
        if (found.isEmpty()) {
            talk.say(Phrase.of(which.equals("open") ? "command.no-open-incidents" : "command.no-incidents"));
            return;
        }
        talk.page(String.join("\n", found.stream().map(incident -> line(talk, incident)).toList()));
    }

    private static String line(ChatTalk talk, Incident incident) {
        Catalogue words = talk.catalogue();
        String when = Words.time(incident.openedAt(), talk.now(), talk.zone());
        String length = words.say(
                incident.open() ? "command.for" : "command.lasted", Words.length(incident.length(talk.now())));
        String ack =
                incident.acknowledged().map(a -> ", " + words.say("command.acknowledged-by", a.by().name())).orElse("");
        return "#" + incident.number() + "  " + words.say(Words.state(incident.state().name())) + "  "
                + incident.monitor() + "  "
                + words.say(Say.cause(talk, incident.cause())) + ", " + words.say("command.from", when) + ", " + length
                + ack;
    }

    private void incident(Talk said, Arguments arguments) {
        ChatTalk talk = ChatTalk.of(said);
        long number = arguments.number("number").orElseThrow();
        Incident incident = live(number)
                .or(() -> desk.get().database().read(tx -> IncidentStore.find(tx, number)))
                .orElseThrow(() -> Refusal.of("watch.no-incident", Long.toString(number)));
        List<String> lines = new ArrayList<>();
        lines.add(line(talk, incident));
        lines.add("  " + incident.target());
        lines.addAll(Say.conditions(talk, incident.conditions()));
        if (!incident.behind().isEmpty()) {
            lines.add("  " + talk.catalogue().say(incident.behind().phrase()));
        }
        desk.get().database().read(tx -> IncidentStore.events(tx, number)).forEach(event -> lines.add(
                "  " + Words.time(event.at(), talk.now(), talk.zone()) + "  "
                        + talk.catalogue().say("command.event." + event.kind().name().toLowerCase(Locale.ROOT))
                        + event.who().map(who -> " " + talk.catalogue().say("command.by", who)).orElse("")
                        + (event.text().isEmpty() ? "" : ": " + event.text())));
        talk.page(String.join("\n", lines));
    }

    private Optional<Incident> live(long number) {
        return desk.get().watching().monitors().stream()
                .flatMap(view -> view.incident().stream())
                .filter(incident -> incident.number() == number)
                .findFirst();
    }

    /** Takes numbers and names up to the first word that is neither; the rest is what the person says. */
    private void acknowledge(Talk said, Arguments arguments) {
        ChatTalk talk = ChatTalk.of(said);
        List<Long> numbers = new ArrayList<>(numbers(arguments.text("n|monitor")));
        String rest = arguments.optional("text").orElse("").strip();
        while (!rest.isEmpty()) {
            String word = rest.split("\\s+", 2)[0];
            if (!word.matches("#?\\d{1,18},?")) {
                break;
            }
            numbers.addAll(numbers(word));
            rest = rest.substring(word.length()).strip();
        }
        String text = rest;
        acknowledge(talk, numbers.stream().distinct().toList(), text);
    }

    /** What can be acknowledged is, whatever is wrong with the others; side by side, so that many share a few commits. */
    private void acknowledge(ChatTalk talk, List<Long> numbers, String text) {
        Map<Long, Optional<Refusal>> outcomes = new ConcurrentHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            numbers.forEach(number -> threads.execute(() -> outcomes.put(number, acknowledge(talk, number, text))));
        }
        List<Refusal> refusals = numbers.stream()
                .flatMap(number -> outcomes.getOrDefault(number, Optional.empty()).stream())
                .toList();
        if (numbers.size() == 1 && !refusals.isEmpty()) {
            throw refusals.getFirst();
        }
        List<String> done = numbers.stream()
                .filter(number -> outcomes.getOrDefault(number, Optional.empty()).isEmpty())
                .map(number -> "#" + number)
                .toList();
        List<String> lines = new ArrayList<>();
        if (!done.isEmpty()) {
            Object what = done.size() <= NAMED
                    ? String.join(", ", done)
                    : Phrase.of("command.incident-count", done.size());
            lines.add(talk.catalogue().say("command.acknowledged", what));
        }
        refusals.stream().limit(NAMED).forEach(refusal -> lines.add(talk.catalogue().say(refusal.phrase())));
        talk.reply(String.join("\n", lines));
    }

    private Optional<Refusal> acknowledge(ChatTalk talk, long number, String text) {
        try {
            desk.get().watching().apply(new Change.Acknowledged(number, talk.person(), text));
            return Optional.empty();
        } catch (Refusal refused) {
            return Optional.of(refused);
        }
    }

    private List<Long> numbers(String word) {
        String bare = word.replaceAll("[#,]", "");
        if (bare.matches("\\d{1,18}")) {
            return List.of(Long.parseLong(bare));
        }
        if (bare.matches(DIGEST + "\\d{1,18}")) {
            return digest(word, Long.parseLong(bare.substring(DIGEST.length())));
        }
        List<Long> open =
                Picked.find(desk.get(), List.of(word)).monitors().stream()
                        .map(MonitorView::incident)
                        .flatMap(Optional::stream)
                        .map(Incident::number)
                        .toList();
        if (open.isEmpty()) {
            throw Refusal.of("command.nothing-to-acknowledge", word);
        }
        return open;
    }

    /** What a message that shows many incidents stands for. */
    private List<Long> digest(String word, long number) {
        Set<Long> shown = new HashSet<>(desk.get().notifications().digest(number));
        List<Long> open = desk.get().watching().monitors().stream()
                .flatMap(view -> view.incident().stream())
                .filter(incident -> incident.acknowledged().isEmpty() && shown.contains(incident.number()))
                .map(Incident::number)
                .toList();
        if (open.isEmpty()) {
            throw Refusal.of("command.nothing-to-acknowledge", word);
        }
        return open;
    }

    private void note(Talk said, Arguments arguments) {
        long number = arguments.number("number").orElseThrow();
        desk.get().watching().apply(new Change.Noted(number, said.person(), arguments.text("text")));
        ChatTalk.of(said).say(Phrase.of("command.noted", Long.toString(number)));
    }
}
