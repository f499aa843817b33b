package io.tocsin.schedule;

import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the dialects apart and puts a schedule together from its fields. */
final class ScheduleReader {

    private static final int LONGEST = 300;
    private static final Pattern EVERY = Pattern.compile("@?every\\b\\s*(.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern UNIT = Pattern.compile("second|minute|hour|day|week", Pattern.CASE_INSENSITIVE);
    /** As other programs have the zone in the expression. */
    private static final Pattern ZONE = Pattern.compile("(?:CRON_)?TZ=(\\S+) (.*)");
    private static final Pattern LENGTH = Pattern.compile("\\d+(?:\\.\\d+)?(?:ms|s|m|min|h|d|w)");
    private static final Pattern QUARTZ_DATE = Pattern.compile("\\?|L.*|\\d+W");
    private static final Pattern QUARTZ_WEEKDAY = Pattern.compile("\\?|L|.+L|.+#.+");
    private static final Map<String, String> MACROS = Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * SUN",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *");

    private final String text;
    private final String[] fields;

    private ScheduleReader(String text, String expression) {
        this.text = text;
        this.fields = expression.toUpperCase(Locale.ROOT).split(" ");
    }

    static Schedule read(String given) {
        if (given.length() > LONGEST) {
            throw Refusal.of("schedule.long", Integer.toString(given.length()), Integer.toString(LONGEST));
        }
        String text = given.strip().replaceAll("\\s+", " ");
        if (text.isEmpty()) {
            throw Refusal.of("schedule.empty");
        }
        Matcher every = EVERY.matcher(text);
        if (every.matches()) {
            return every(every.group(1));
        }
        if (text.startsWith("@")) {
            return new ScheduleReader(text, macro(text)).cron();
        }
        Matcher zone = ZONE.matcher(text);
        if (zone.matches()) {
            throw Refusal.of("schedule.zone", text, zone.group(2), zone.group(1));
        }
        return new ScheduleReader(text, text).cron();
    }

    private static Period every(String length) {
        if (length.isEmpty()) {
            throw Refusal.of("schedule.every");
        }
        return Period.read(UNIT.matcher(length).matches() ? "1 " + length.toLowerCase(Locale.ROOT) : length);
    }

    private static String macro(String text) {
        if (text.equalsIgnoreCase("@reboot")) {
            throw Refusal.of("schedule.reboot");
        }
        String expression = MACROS.get(text.toLowerCase(Locale.ROOT));
        if (expression == null) {
            throw Refusal.of("schedule.macro", text);
        }
        return expression;
    }

    private Cron cron() {
        return switch (fields.length) {
            case 5 -> cron(5, List.of("0", fields[0], fields[1], fields[2], fields[3], fields[4], "*"));
            case 6 -> cron(6, List.of(fields[0], fields[1], fields[2], fields[3], fields[4], fields[5], "*"));
            case 7 -> cron(7, List.of(fields));
            default -> throw wrongCount();
        };
    }

    private Refusal wrongCount() {
        if (fields.length == 1 && LENGTH.matcher(text).matches()) {
            return Refusal.of("schedule.length", text);
        }
        String key = fields.length == 1 ? "schedule.fields.one" : "schedule.fields";
        return Refusal.of(key, text, Integer.toString(fields.length));
    }

    /** Reads the seven fields in Quartz's order; the digits of the weekday depend on how many were written. */
    private Cron cron(int written, List<String> field) {
        FieldReader hours = new FieldReader(text, Field.HOUR);
        long hour = hours.bits(field.get(2));
        boolean repeated = field.get(2).contains("*") || field.get(2).contains("/") || Long.bitCount(hour) == 24;
        boolean elapsed = repeated && Long.bitCount(hour) > 1;
        Times times = new Times(
                new FieldReader(text, Field.SECOND).bits(field.get(0)),
                new FieldReader(text, Field.MINUTE).bits(field.get(1)),
                hour,
                elapsed);
        Days.Dates dates = new DayReader(text).dates(field.get(3));
        long months = new FieldReader(text, Field.MONTH).bits(field.get(4));
        Days days = Days.of(dates, weekdays(written, field.get(3), field.get(5)));
        Cron cron = new Cron(text, times, days, months, years(field.get(6)));
        if (!cron.isPossible()) {
            throw impossible(cron);
        }
        return cron;
    }

    private Days.Weekdays weekdays(int written, String dates, String weekdays) {
        DayReader reader = new DayReader(text);
        if (written == 5) {
            return reader.weekdays(weekdays, Field.Digits.UNIX);
        }
        boolean quartz = List.of(dates.split(",")).stream().anyMatch(item -> QUARTZ_DATE.matcher(item).matches())
                || List.of(weekdays.split(",")).stream().anyMatch(item -> QUARTZ_WEEKDAY.matcher(item).matches());
        return quartz ? reader.weekdays(weekdays, Field.Digits.QUARTZ) : reader.weekdays(weekdays);
    }

    private BitSet years(String field) {
        return field.equals("*") ? new BitSet() : new FieldReader(text, Field.YEAR).values(field);
    }

    private Refusal impossible(Cron cron) {
        Days.Dates dates = cron.days().dates();
        int month = Bits.first(cron.months());
        boolean oneMonth = Long.bitCount(cron.months()) == 1;
        boolean leapDay = month == 2 && dates.has(29);
        if (!oneMonth || leapDay || dates.plain() == 0 || cron.days().weekdays().given()) {
            return Refusal.of("schedule.impossible", text);
        }
        Phrase name = Phrase.of("schedule.month." + month);
        String day = Integer.toString(Bits.first(dates.plain()));
        return Refusal.of("schedule.impossible.day", text, name, day, month == 2 ? "29" : "30");
    }
}
