import io.tocsin.spi.*;
import module java.base;

/**
 * Runs scripts that are allowed, for people who may, and shows their output in the thread; or by itself when something goes
 * down, so many times an hour. A script gets its arguments as they are, without a shell between, and next to nothing of the
 * bot's environment. It does nothing until plugin.runbook.directory is set.
 *
 * Commands:
 *   - runbook restart-web web-1
 *   - runbooks
 * Configuration: directory, allowed, role, limit, output, arguments, environment, on.down, on.recovered, per-hour, room
 */
public class Runbook implements Plugin {

    record Settings(
            @Option("where the scripts are") Optional<String> directory,
            @Option(value = "the names of those that may be run", standard = "") List<String> allowed,
            @Option(value = "what a person must be allowed to do", standard = "operate") Role role,
            @Option(value = "how long a script may take", standard = "5m") Duration limit,
            @Option(value = "how many bytes of output are shown", standard = "20000") int output,
            @Option(value = "what each argument must look like", standard = "\\w[\\w.:@=+-]{0,99}") String arguments,
            @Option(value = "the variables that a script gets from the bot", standard = "PATH, LANG") List<String> environment,
            @Option(value = "what runs by itself, as \"restart-web for shop\"", key = "on.down", standard = "") List<String> down,
            @Option(value = "the same when it is well again", key = "on.recovered", standard = "") List<String> recovered,
            @Option(value = "how often a script runs by itself within an hour", standard = "3") int perHour,
            @Option(value = "where it is told what runs by itself", standard = "console") String room) {}

    private static final int MOST_ARGUMENTS = 10;
    private static final int MOST_AT_ONCE = 4;

    private final Map<String, Run> running = new ConcurrentSkipListMap<>();
    private Bot bot;
    private Settings settings;

    @Override
    public void start(Bot runner) {
        bot = runner;
        settings = bot.config(Settings.class);
        if (settings.directory().isEmpty()) {
            return;
        }
        bot.command(Command.named("runbook").needs(settings.role()).changes()
                .value("name", Command.Kind.WORD).optionals("arguments", Command.Kind.WORD)
                .summary("Runs an allowed script; its output comes in the thread").example("runbook restart-web web-1")
                .run((talk, said) -> {
                    begin(said.text("name"), said.all("arguments"), talk.person().name(), Map.of(),
                            new Audience(talk::replyInThread, talk::reply));
                    talk.reply(said.text("name") + " is running.");
                }));
        bot.command(Command.named("runbooks").summary("The scripts that may be run").example("runbooks")
                .run((talk, none) -> talk.reply(list())));
        List<Binding> down = settings.down().stream().map(Binding::parse).toList();
        List<Binding> recovered = settings.recovered().stream().map(Binding::parse).toList();
        bot.on(Event.Down.class, event -> runBound(down, event.trouble()));
        bot.on(Event.Recovered.class, event -> runBound(recovered, event.trouble()));
        bot.every("3s", () -> {
            for (Run run : running.values()) {
                look(run);
            }
        });
    }

    @Override
    public void stop() {
        running.values().forEach(Run::kill);
    }

    // Which script

    private Path script(String name) throws IOException {
        if (!settings.allowed().contains(name) || !name.matches("\\w[\\w.-]{0,63}")) {
            throw new Refusal(
                    "There is no runbook \"" + name + "\". There are: " + String.join(", ", settings.allowed()));
        }
        Path directory = Path.of(settings.directory().orElseThrow()).toRealPath();
        Path script = directory.resolve(name);
        if (!Files.isRegularFile(script) || !Files.isExecutable(script) || !script.toRealPath().startsWith(directory)) {
            throw new Refusal(script + " is no file that can be executed.");
        }
        return script;
    }

    private String list() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String name : settings.allowed()) {
            try {
                lines.add(name + about(script(name)));
            } catch (Refusal unusable) {
                lines.add(name + "  cannot be run: " + unusable.getMessage());
            }
        }
        settings.down().forEach(binding -> lines.add("When it goes down: " + binding));
        settings.recovered().forEach(binding -> lines.add("When it is well again: " + binding));
        return lines.isEmpty()
                ? "No script is allowed; name some in plugin.runbook.allowed."
                : String.join("\n", lines);
    }

    /** The first comment of the script. */
    private static String about(Path script) throws IOException {
        try (InputStream in = Files.newInputStream(script)) {
            return new String(in.readNBytes(2_000), StandardCharsets.UTF_8).lines()
                    .filter(line -> line.startsWith("# "))
                    .findFirst().map(line -> "  " + line.substring(2).strip()).orElse("");
        }
    }

    // By itself

    /** A script, with arguments, that runs when something happens to a monitor, group or tag of that name or pattern. */
    record Binding(String name, List<String> arguments, Pattern what) {

        static Binding parse(String text) {
            Matcher parts = Pattern.compile("(\\S+)((?: \\S+)*) for (\\S+)").matcher(text.strip());
            if (!parts.matches()) {
                throw new Refusal(
                        "\"" + text + "\" in plugin.runbook.on.* is not understood; write the script, its arguments, "
                                + "and for what, such as restart-web web-1 for shop");
            }
            String pattern =
                    Stream.of(parts.group(3).split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
            List<String> arguments = Stream.of(parts.group(2).split(" ")).filter(word -> !word.isEmpty()).toList();
            return new Binding(parts.group(1), arguments, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
        }

        boolean concerns(Event.Trouble trouble) {
            return Stream.concat(Stream.of(trouble.monitor(), trouble.group()), trouble.tags().stream())
                    .anyMatch(name -> what.matcher(name).matches());
        }
    }

    private void runBound(List<Binding> bindings, Event.Trouble trouble) {
        for (Binding binding : bindings) {
            if (binding.concerns(trouble)) {
                runBound(binding, trouble);
            }
        }
    }

    private void runBound(Binding binding, Event.Trouble trouble) {
        String what = "runbook " + binding.name() + " for " + trouble.monitor() + " #" + trouble.number();
        try {
            boolean muted = bot.monitors().stream()
                    .anyMatch(monitor -> monitor.name().equals(trouble.monitor()) && monitor.muted().isPresent());
            if (muted) {
                throw new Refusal(trouble.monitor() + " is muted.");
            }
            count(binding.name());
            StringBuffer output = new StringBuffer();
            begin(binding.name(), binding.arguments(), what,
                    Map.of("TOCSIN_MONITOR", trouble.monitor(), "TOCSIN_INCIDENT", String.valueOf(trouble.number())),
                    new Audience(part -> output.append(part.text()).append('\n'),
                            end -> bot.send(settings.room(), end.withText((output + end.text()).strip()))));
            bot.audit(what, "started");
            bot.send(settings.room(), what + " is running.");
        } catch (Refusal | IOException failed) {
            bot.audit(what, "refused: " + failed.getMessage());
            bot.send(settings.room(), what + " is not run: " + failed.getMessage());
        }
    }

    /** The count outlives a restart, so that a bot which is restarted again and again does not run it again and again. */
    private synchronized void count(String name) {
        Instant hourAgo = bot.clock().instant().minus(Duration.ofHours(1));
        List<String> times = new ArrayList<>(Json.parse(bot.store().get(name).orElse("[]")).list().stream()
                .map(Json::text).filter(time -> Instant.parse(time).isAfter(hourAgo)).toList());
        if (times.size() >= settings.perHour()) {
            throw new Refusal("It ran " + times.size() + " times within the hour, and more is not allowed.");
        }
        times.add(bot.clock().instant().toString());
        bot.store().put(name, Json.write(times));
    }

    // One run

    /** Who is shown the output as it comes, and told the end. */
    record Audience(Consumer<Message> part, Consumer<Message> end) {}

    private synchronized void begin(String name, List<String> arguments, String by, Map<String, String> told,
            Audience audience)
            throws IOException {
        List<String> line = new ArrayList<>(List.of(script(name).toString()));
        for (String argument : arguments) {
            if (!argument.matches(settings.arguments()) || arguments.size() > MOST_ARGUMENTS) {
                throw new Refusal("\"" + argument + "\" cannot be an argument; there may be " + MOST_ARGUMENTS
                        + ", each of which must match " + settings.arguments());
            }
            line.add(argument);
        }
        if (running.containsKey(name) || running.size() >= MOST_AT_ONCE) {
            throw new Refusal("Not now: " + String.join(", ", running.keySet()) + " is running.");
        }
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true)
                .directory(Path.of(settings.directory().orElseThrow()).toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().keySet().retainAll(settings.environment());
        builder.environment().putAll(told);
        running.put(name,
                new Run(name, by, builder.start(), bot.clock().instant(), audience, new ByteArrayOutputStream(),
                        new AtomicInteger()));
    }

    /**
     * @param output what is not shown yet; bytes, because a part may end within a character
     * @param shown how many bytes have been shown
     */
    record Run(String name, String by, Process process, Instant began, Audience audience,
            ByteArrayOutputStream output, AtomicInteger shown) {

        void kill() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Shows what has come; a script that prints more than is read waits, so nothing piles up. */
    private void look(Run run) throws IOException {
        Duration age = Duration.between(run.began(), bot.clock().instant());
        boolean alive = run.process().isAlive();
        boolean late = alive && age.compareTo(settings.limit()) > 0;
        boolean ended = late || !alive;
        read(run);
        if (late) {
            run.kill();
        }
        show(run, ended);
        if (ended) {
            end(run, age, late);
        }
    }

    private static void read(Run run) throws IOException {
        InputStream in = run.process().getInputStream();
        for (int part = 0; part < 100 && in.available() > 0; part++) {
            run.output().write(in.readNBytes(Math.min(in.available(), 65_536)));
        }
    }

    private void show(Run run, boolean ended) {
        byte[] bytes = run.output().toByteArray();
        int end = bytes.length;
        while (!ended && end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        int left = settings.output() - run.shown().get();
        String text = new String(bytes, 0, Math.min(end, left), StandardCharsets.UTF_8)
                .replaceAll("\u001b\\[[\\d;]*[A-Za-z]|[\\p{Cntrl}&&[^\n\t]]", "").strip();
        boolean cut = end > left && left > 0;
        if (!text.isEmpty() || cut) {
            run.audience().part().accept(Message.text(text + (cut ? "\n... what follows is left out" : "")));
        }
        run.output().reset();
        run.output().write(bytes, end, Math.min(bytes.length - end, settings.output()));
        run.shown().addAndGet(Math.min(end, left));
    }

    private void end(Run run, Duration age, boolean late) {
        String how = late
                ? "ended after its limit of " + settings.limit().toSeconds() + " s"
                : "exit " + run.process().exitValue();
        boolean well = !late && run.process().exitValue() == 0;
        running.remove(run.name());
        bot.audit(run.by().startsWith("runbook ") ? run.by() : "runbook " + run.name() + " for " + run.by(), how);
        run.audience().end().accept(Message.of(well ? Severity.GOOD : Severity.CRITICAL, run.name() + ": " + how
                + ", after " + age.toSeconds() + " s", ""));
    }
}
