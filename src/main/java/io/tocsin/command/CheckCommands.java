package io.tocsin.command;

import io.tocsin.chat.ChatTalk;
import io.tocsin.monitor.Draft;
import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.Origin;
import io.tocsin.monitor.Seen;
import io.tocsin.spi.Arguments;
import io.tocsin.spi.Command;
import io.tocsin.spi.Command.Kind;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Probe;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Role;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Talk;
import io.tocsin.text.Words;
import io.tocsin.watch.MonitorView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Looking now: {@code check} for what is watched, {@code test} for what is not. */
final class CheckCommands {

    private static final int BODY_SHOWN = 200;
    private static final long PATIENCE_SECONDS = 25;

    private final Supplier<Desk> desk;
    private final DraftClauses clauses;

    CheckCommands(Supplier<Desk> desk, List<Setting> settings) {
        this.desk = desk;
        this.clauses = new DraftClauses(settings);
    }

    List<Command> commands() {
        Command check = Say.command("check", "check")
                .needs(Role.OPERATE)
                .values("monitor", Kind.SELECTOR)
                .example("check shop")
                .run(this::check);
        Command.Builder test = Say.command("test", "test")
                .needs(Role.ADMINISTER)
                .value("target", Kind.WORD);
        return List.of(
                check,
                clauses.declareLook(test)
                        .example("test https://shop.example.com")
                        .example("test https://shop.example.com expect \"[RESPONSE_TIME] < 800ms\"")
                        .run(this::test));
    }

    private void check(Talk said, Arguments arguments) throws Exception {
        ChatTalk talk = ChatTalk.of(said);
        Picked picked = Picked.find(desk.get(), arguments.all("monitor"));
        picked.confirmed(talk, said.text(), () -> {
            Map<Monitor, CompletableFuture<Seen>> started = new LinkedHashMap<>();
            List<String> answers = new ArrayList<>();
            for (MonitorView view : picked.monitors()) {
                try {
                    started.put(view.monitor(), desk.get().watching().check(view.monitor().id()));
                } catch (Refusal refused) {
                    answers.add(talk.catalogue().say(refused.phrase()));
                }
            }
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            for (Map.Entry<Monitor, CompletableFuture<Seen>> check : started.entrySet()) {
                answers.add(checked(talk, check.getKey(), check.getValue(), end - System.nanoTime()));
            }
            talk.page(String.join("\n", answers));
        });
    }

    private String checked(ChatTalk talk, Monitor monitor, CompletableFuture<Seen> check, long nanos) throws Exception {
        try {
            Seen seen = check.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
            String standing = desk.get().watching().monitorById(monitor.id()).map(MonitorView::shown).orElse("");
            String status =
                    standing.equals(seen.level().name())
                            ? ""
                            : talk.catalogue().say("command.believed", Words.state(standing));
            return monitor.name() + "  " + Say.seen(talk, seen) + status + details(talk, seen);
        } catch (TimeoutException slow) {
            return talk.catalogue().say("command.check-runs", monitor.name(), PATIENCE_SECONDS);
        }
    }

    private void test(Talk said, Arguments arguments) {
        ChatTalk talk = ChatTalk.of(said);
        Draft draft = clauses.apply(Draft.named("test", arguments.text("target")).build(), arguments, talk);
        Monitor monitor = desk.get().builder().build("", Origin.CHAT, draft, false, 0);
        try {
            Seen seen = desk.get().watching().test(monitor);
            talk.reply(Say.seen(talk, seen) + details(talk, seen));
        } finally {
            monitor.probe().ifPresent(Probe::close);
        }
    }

    private static String details(ChatTalk talk, Seen seen) {
        StringBuilder lines = new StringBuilder();
        String status = seen.result().statusText();
        if (!status.isEmpty()) {
            lines.append("\n  ").append(status);
        }
        if (seen.verdict().failure().isEmpty()) {
            seen.verdict().failures().stream().flatMap(outcome -> outcome.why().stream()).distinct()
                    .forEach(why -> lines.append("\n  ").append(talk.catalogue().say(Say.cause(talk, why))));
        }
        Say.conditions(talk, seen.conditions()).forEach(line -> lines.append('\n').append(line));
        byte[] body = seen.result().body();
        if (body.length > 0 && Say.seesBodies(talk)) {
            String text = new String(body, 0, Math.min(body.length, 4 * BODY_SHOWN), StandardCharsets.UTF_8)
                    .replaceAll("\\s+", " ").strip();
            String shown = text.length() > BODY_SHOWN ? text.substring(0, BODY_SHOWN) + "..." : text;
            lines.append("\n  ").append(talk.catalogue().say(Phrase.of("command.body", shown)));
        }
        return lines.toString();
    }
}
