package io.tocsin.command;

import io.tocsin.chat.ChatTalk;
import io.tocsin.monitor.Monitor;
import io.tocsin.spi.Arguments;
import io.tocsin.spi.Attachment;
import io.tocsin.spi.Command;
import io.tocsin.spi.Command.Kind;
import io.tocsin.spi.Message;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Severity;
import io.tocsin.spi.Talk;
import io.tocsin.status.History.Summary;
import io.tocsin.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Response times as a picture, and as a line of signs where there are no pictures. */
final class GraphCommand {

    private static final Map<String, Duration> SPANS =
            Map.of("1h", Duration.ofHours(1), "24h", Duration.ofHours(24), "7d", Duration.ofDays(7));
    private static final int SIGNS = 60;
    private static final String HEIGHTS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";
    private static final char FAILED = '\u00d7';
    private static final char NOTHING = ' ';

    private final Supplier<Desk> desk;

    GraphCommand(Supplier<Desk> desk) {
        this.desk = desk;
    }

    Command command() {
        return Say.command("graph", "graph")
                .value("monitor", Kind.SELECTOR)
                .optional("span", Kind.WORD)
                .example("graph shop")
                .example("graph shop 7d")
                .run(this::graph);
    }

    private void graph(Talk said, Arguments arguments) {
        ChatTalk talk = ChatTalk.of(said);
        Monitor monitor = Picked.one(desk.get(), arguments.text("monitor")).monitor();
        String span = arguments.optional("span").orElse("24h").toLowerCase(Locale.ROOT);
        Duration length =
                Optional.ofNullable(SPANS.get(span)).orElseThrow(() -> Refusal.of("command.graph-span", span));
        Instant from = talk.now().minus(length);
        Summary whole = desk.get().history().summary(monitor.id(), from, talk.now());
        if (whole.checks() == 0) {
            throw Refusal.of("command.no-checks", monitor.name(), Words.exact(length));
        }
        String words = talk.catalogue().say(
                "command.responses", monitor.name(), Words.exact(length), whole.checks(), whole.failures(),
                Words.length(whole.median()), Words.length(whole.p95()), Words.length(whole.longest()));
        List<Summary> few = desk.get().history().parts(monitor.id(), from, talk.now(), SIGNS);
        Message message = Message.of(Severity.INFO, "", words + "\n  " + signs(few));
        List<Summary> many = desk.get().history().parts(monitor.id(), from, talk.now(), Graph.POINTS);
        Optional<byte[]> picture =
                new Graph(monitor.name() + "  " + span, talk.zone()).png(many, from, length.dividedBy(Graph.POINTS));
        talk.reply(picture
                .map(png -> message.withAttachments(
                        List.of(new Attachment("graph-" + span + ".png", "image/png", png))))
                .orElse(message));
    }

    /** The mean response time of each part, the longest highest; a cross where checks failed. */
    private static String signs(List<Summary> parts) {
        long longest = parts.stream().mapToLong(part -> part.mean().toMillis()).max().orElse(0);
        StringBuilder signs = new StringBuilder(parts.size());
        for (Summary part : parts) {
            if (part.checks() == 0) {
                signs.append(NOTHING);
            } else if (part.failures() > 0) {
                signs.append(FAILED);
            } else {
                long height = part.mean().toMillis() * (HEIGHTS.length() - 1) / Math.max(1, longest);
                signs.append(HEIGHTS.charAt((int) height));
            }
        }
        return signs.toString().stripTrailing();
    }
}
