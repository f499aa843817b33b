import io.tocsin.spi.*;
import module java.base;

/**
 * Greets who comes into the on-call room with what is bad, what is muted and who is on call, and tells the room at each
 * hand-over. It does nothing until plugin.oncallgreeter.room and people are set.
 *
 * Commands:
 *   - who is on duty
 *   - duty
 *   - duty take
 * Configuration: room, people, day, at, zone, first
 */
public class OnCallGreeter implements Plugin {

    record Settings(
            @Option("the on-call room") Optional<String> room,
            @Option(value = "who takes turns, each with whom to ping if that is known: ana=U024BE7LH, ben", standard = "") List<String> people,
            @Option(value = "the day of the hand-over", standard = "monday") DayOfWeek day,
            @Option(value = "the time of the hand-over", standard = "09:00") String at,
            @Option(value = "the time zone of both", standard = "UTC") ZoneId zone,
            @Option(value = "a day in a week of the first one", standard = "2026-01-05") String first) {

        Settings {
            check(at, "at", "a time such as 09:00", LocalTime::parse);
            check(first, "first", "a day such as 2026-01-05", LocalDate::parse);
        }

        private static void check(String text, String key, String right, Function<String, ?> parse) {
            try {
                parse.apply(text);
            } catch (DateTimeException wrong) {
                throw new Refusal("plugin.oncallgreeter." + key + " is \"" + text + "\"; write " + right);
            }
        }
    }

    private static final Set<String> BAD = Set.of("DOWN", "DEGRADED", "FLAPPING", "UNKNOWN");
    private static final int MOST = 10;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);

    /** When each was greeted: who comes and goes is not greeted each time. */
    private final Map<String, Instant> greeted = new ConcurrentHashMap<>();
    private Bot bot;
    private Settings settings;

    @Override
    public void start(Bot running) {
        bot = running;
        settings = bot.config(Settings.class);
        if (settings.room().isEmpty() || settings.people().isEmpty()) {
            return;
        }
        String room = settings.room().get();
        LocalTime at = LocalTime.parse(settings.at());
        bot.cron(at.getMinute() + " " + at.getHour() + " * * " + settings.day().name().substring(0, 3), settings.zone(),
                () -> bot.send(room, handOver()));
        bot.on(Event.Entered.class, event -> {
            if (event.room().equals(bot.room(room)) && isNew(event)) {
                bot.send(event.room(), "Welcome, " + event.person().name() + ". " + onCall() + "\n" + state());
            }
        });
        bot.respond("who(?:'s|\u2019s| is) on duty(?: now)?\\s*\\??", talk -> talk.reply(onCall()));
        bot.command(Command.named("duty").summary("Who is on call, now and in the next weeks").example("duty")
                .run((talk, none) -> talk.reply(onCall() + "\n" + turns())));
        bot.command(Command.named("duty take").needs(Role.OPERATE).changes()
                .summary("Takes over until the next hand-over").example("duty take")
                .run((talk, none) -> {
                    bot.store().put("taken", Json.write(List.of(week(0), talk.person().name())));
                    talk.reply(onCall());
                }));
    }

    private boolean isNew(Event.Entered event) {
        greeted.values().removeIf(before -> before.isBefore(event.at().minus(Duration.ofHours(1))));
        return greeted.putIfAbsent(event.person().id(), event.at()) == null;
    }

    /** The hand-over with which the week begins that is so many weeks from now. */
    private LocalDateTime week(int later) {
        LocalDateTime now = LocalDateTime.ofInstant(bot.clock().instant(), settings.zone());
        LocalDateTime today = now.toLocalDate().atTime(LocalTime.parse(settings.at()));
        LocalDateTime last = today.with(TemporalAdjusters.previousOrSame(settings.day()));
        return (last.isAfter(now) ? last.minusWeeks(1) : last).plusWeeks(later);
    }

    /** Whose turn it is in that week, with whom to ping. */
    private String turn(LocalDateTime week) {
        LocalDate first = LocalDate.parse(settings.first()).with(TemporalAdjusters.previousOrSame(settings.day()));
        long weeks = ChronoUnit.WEEKS.between(first, week.toLocalDate());
        return settings.people().get(Math.floorMod(weeks, settings.people().size()));
    }

    private static String name(String person) {
        return person.split("=", 2)[0].strip();
    }

    private String onCall() {
        List<Json> taken = Json.parse(bot.store().get("taken").orElse("[]")).list();
        boolean now = !taken.isEmpty() && taken.getFirst().text().equals(week(0).toString());
        return (now
                ? taken.getLast().text() + " is on call, for " + name(turn(week(0)))
                : name(turn(week(0))) + " is on call")
                + ", until " + TIME.format(week(1)) + " (" + settings.zone() + ").";
    }

    private String turns() {
        return IntStream.range(1, Math.min(settings.people().size(), MOST) + 1)
                .mapToObj(this::week)
                .map(week -> "  " + TIME.format(week) + "  " + name(turn(week)))
                .collect(Collectors.joining("\n"));
    }

    private Message handOver() {
        String[] turn = turn(week(0)).split("=", 2);
        Message message = Message.text(onCall() + " Before: " + name(turn(week(-1))) + ".\n" + state());
        return turn.length < 2 ? message : message.withMention(turn[1].strip());
    }

    private String state() {
        List<String> bad = bot.monitors().stream()
                .filter(monitor -> BAD.contains(monitor.state()))
                .map(monitor -> "  " + monitor.state() + "  " + monitor.name()
                        + monitor.since().map(since -> ", since " + time(since)).orElse(""))
                .toList();
        List<String> muted = bot.monitors().stream()
                .flatMap(monitor -> monitor.muted().stream())
                .distinct()
                .map(mute -> "  muted  " + mute.what() + mute.until().map(end -> ", until " + time(end)).orElse("")
                        + ", by "
                        + mute.by().name() + (mute.because().isEmpty() ? "" : ": " + mute.because()))
                .toList();
        return Stream
                .of(Stream.of(
                        bad.isEmpty() ? "Nothing is bad." : bad.size() + " of " + bot.monitors().size() + " are bad:"),
                        some(bad), some(muted))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    private static Stream<String> some(List<String> lines) {
        long more = lines.size() - MOST;
        return Stream.concat(lines.stream().limit(MOST), more > 0 ? Stream.of("  and " + more + " more") : Stream.of());
    }

    private String time(Instant instant) {
        return TIME.format(instant.atZone(settings.zone()));
    }
}
