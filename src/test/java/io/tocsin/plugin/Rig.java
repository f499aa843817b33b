package io.tocsin.plugin;

import io.tocsin.code.PluginDirectory;
import io.tocsin.code.PluginSettings;
import io.tocsin.guard.Limits;
import io.tocsin.hook.Events;
import io.tocsin.spi.Arguments;
import io.tocsin.spi.Command;
import io.tocsin.spi.Http;
import io.tocsin.spi.Message;
import io.tocsin.spi.Person;
import io.tocsin.spi.Talk;
import io.tocsin.text.Catalogue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;

/** Plugins over a directory, with everything around them played by lists that remember. */
final class Rig implements AutoCloseable {

    static final Limits SHORT = new Limits(
            Duration.ofSeconds(5), Duration.ofMillis(400), Duration.ofMillis(400), Duration.ofSeconds(1));

    final List<String> sent = new CopyOnWriteArrayList<>();
    final Map<String, Runnable> tasks = new ConcurrentHashMap<>();
    final Extensions extensions = new Extensions();
    final Events events = new Events(extensions);
    final Map<String, ZoneId> zones = new ConcurrentHashMap<>();
    final Plugins plugins;
    private final Path directory;

    Rig(Path directory, Limits limits) {
        this(directory, limits, Facilities.NONE);
    }

    Rig(Path directory, Limits limits, Facilities facilities) {
        this.directory = directory;
        Surroundings around = new Surroundings(
                this::join, (room, message) -> sent.add(room + ": " + message.plain()), new Web(),
                InstantSource.fixed(Instant.EPOCH), events, facilities);
        this.plugins = new Plugins(around, extensions, limits);
    }

    private Runnable join(String id, String expression, Optional<ZoneId> zone, Runnable due) {
        zone.ifPresent(it -> zones.put(id + " " + expression, it));
        tasks.put(id + " " + expression, due);
        return () -> tasks.remove(id + " " + expression);
    }

    void file(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    /** A plugin whose {@code start} has this body. */
    void plugin(String name, String body) throws IOException {
        file(name + ".java", """
                import module java.base;
                import io.tocsin.spi.*;

                public class %s implements Plugin {
                    @Override
                    public void start(Bot bot) throws Exception {
                        %s
                    }
                }
                """.formatted(name, body));
    }

    Rig start() {
        plugins.install(PluginDirectory.read(new PluginSettings(directory, true)));
        plugins.start();
        return this;
    }

    /** Reads one file again, as is done when it was saved. */
    Outcome saved(String file) {
        Path place = directory.resolve(file);
        return plugins.replace(
                place.toString(), PluginDirectory.read(new PluginSettings(directory, true), place));
    }

    /** As is done when a file was deleted. */
    Outcome deleted(String file) {
        return plugins.remove(directory.resolve(file).toString());
    }

    List<String> problems() {
        return plugins.problems().stream().map(Catalogue.english()::say).toList();
    }

    PluginInfo info(String name) {
        return plugins.list().stream().filter(plugin -> plugin.name().equals(name)).findFirst().orElseThrow();
    }

    /** Runs the only command of that name. */
    List<String> command(String name) throws Exception {
        Command command = extensions.commands().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        Line line = new Line(name);
        command.handler().run(line, new Arguments(Map.of()));
        return line.replies;
    }

    /** Says a line to those who respond. */
    List<String> say(String text) throws Exception {
        Line line = new Line(text);
        offer(extensions.responders(), line);
        return line.replies;
    }

    /** Says a line in a room. */
    Line murmur(String text) throws Exception {
        Line line = new Line(text);
        offer(extensions.hearers(), line);
        return line;
    }

    private static void offer(List<Listening> listeners, Line line) throws Exception {
        for (Listening listening : listeners) {
            Optional<MatchResult> match = listening.match(line.text());
            if (match.isPresent()) {
                listening.heard(line, match.get());
            }
        }
    }

    @Override
    public void close() {
        plugins.close();
    }

    /** Something that was said. */
    static final class Line implements Talk {

        final List<String> replies = new CopyOnWriteArrayList<>();
        private final String text;

        Line(String text) {
            this.text = text;
        }

        @Override
        public Person person() {
            return new Person("console:ana", "ana");
        }

        @Override
        public String room() {
            return "console:";
        }

        @Override
        public Optional<String> thread() {
            return Optional.empty();
        }

        @Override
        public String text() {
            return text;
        }

        @Override
        public String group(int number) {
            throw new IndexOutOfBoundsException(number);
        }

        @Override
        public void reply(Message message) {
            replies.add(message.plain());
        }
    }

    /** The JDK's client; targets are on loopback. */
    private static final class Web implements Http {

        private final HttpClient client = HttpClient.newHttpClient();

        @Override
        public Answer send(Request request) throws IOException {
            try {
                HttpResponse<String> response = client.send(
                        HttpRequest.newBuilder(URI.create(request.url())).build(),
                        HttpResponse.BodyHandlers.ofString());
                return new Answer(response.statusCode(), Map.of(), response.body());
            } catch (InterruptedException stopped) {
                throw new IOException(stopped);
            }
        }
    }
}
