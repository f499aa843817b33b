package io.tocsin.bundled.redis;

import io.tocsin.net.Attempt;
import io.tocsin.net.Clean;
import io.tocsin.net.Dialer;
import io.tocsin.net.Endpoint;
import io.tocsin.net.Looking;
import io.tocsin.net.Trouble;
import io.tocsin.net.Wire;
import io.tocsin.spi.Json;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Probe;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Logs in if it is told to, asks one command, and goes. */
record RedisProbe(Endpoint there, Asked asked, Dialer dialer, ProbeContext context) implements Probe {

    /**
     * What a check does.
     *
     * @param command empty for the server's figures
     */
    record Asked(boolean tls, boolean insecure, String user, String password, int database, List<String> command) {

        Asked {
            command = List.copyOf(command);
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Asked[" + user + ", " + command + "]";
        }
    }

    @Override
    public Result run(Duration limit) throws InterruptedException {
        return Looking.at(limit, dialer.clock(), (attempt, seen) -> {
            try (Wire wire = dialer.connect(there, context, attempt).noted(seen)) {
                if (asked.tls()) {
                    wire.secure(asked.insecure(), seen);
                }
                ask(wire, attempt, seen);
            }
        });
    }

    private void ask(Wire wire, Attempt attempt, Result.Builder seen) throws IOException {
        if (!asked.password().isEmpty()) {
            say(wire, attempt, asked.user().isEmpty()
                    ? List.of("AUTH", asked.password())
                    : List.of("AUTH", asked.user(), asked.password()));
        }
        if (asked.database() > 0) {
            say(wire, attempt, List.of("SELECT", String.valueOf(asked.database())));
        }
        if (asked.command().isEmpty()) {
            say(wire, attempt, List.of("PING"));
            Optional<Reply> figures = figures(wire, attempt);
            figures.ifPresent(reply -> body(seen, Json.write(Info.of(plain(reply)))));
        } else {
            body(seen, plain(say(wire, attempt, asked.command())));
        }
    }

    /** A user who may ping and nothing else is told nothing, which is no failure of the server. */
    private Optional<Reply> figures(Wire wire, Attempt attempt) throws IOException {
        wire.send(written(List.of("INFO")));
        Reply reply = new Reply.Reader(wire, attempt).read();
        if (reply instanceof Reply.Failed failed && !failed.is("NOPERM")) {
            throw trouble(failed, "INFO", attempt);
        }
        return reply instanceof Reply.Failed ? Optional.empty() : Optional.of(reply);
    }

    private static Reply say(Wire wire, Attempt attempt, List<String> command) throws IOException {
        wire.send(written(command));
        Reply reply = new Reply.Reader(wire, attempt).read();
        if (reply instanceof Reply.Failed failed) {
            throw trouble(failed, command.getFirst(), attempt);
        }
        return reply;
    }

    private static Trouble trouble(Reply.Failed failed, String command, Attempt attempt) {
        String key = failed.is("NOAUTH")
                ? "redis.noauth"
                : failed.is("WRONGPASS") || command.equals("AUTH")
                        ? "redis.wrongpass"
                        : failed.is("LOADING") ? "redis.loading" : "redis.error";
        return new Trouble(Phrase.of(key, attempt.there(), command, Clean.text(failed.text())));
    }

    private static void body(Result.Builder seen, String text) {
        seen.body(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String plain(Reply reply) {
        return switch (reply) {
            case Reply.Text text -> text.text();
            case Reply.Whole number -> String.valueOf(number.number());
            case Reply.Nothing _ -> "";
            case Reply.Failed failed -> failed.text();
            case Reply.Many many -> Json.write(many.replies().stream().map(RedisProbe::plain).toList());
        };
    }

    private static byte[] written(List<String> command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("*" + command.size() + "\r\n").getBytes(StandardCharsets.US_ASCII));
        for (String word : command) {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            out.writeBytes(("$" + bytes.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(bytes);
            out.writeBytes(new byte[] {'\r', '\n'});
        }
        return out.toByteArray();
    }
}
