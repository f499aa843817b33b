package io.tocsin.chat;

import io.tocsin.config.Keys;
import io.tocsin.spi.Phrase;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How the bot is talked to.
 *
 * @param name what it is called
 * @param aliases what may stand for its name
 * @param page how much of a long answer comes at once
 * @param waiting how many lines of one person may wait in a room
 * @param patience how long a command may hold up the lines behind it
 */
public record ChatSettings(String name, List<String> aliases, Page page, int waiting, Duration patience) {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,40}");
    private static final Pattern ALIAS = Pattern.compile("\\S{1,20}");
    private static final String STANDARD_NAME = "tocsin";

    /**
     * How much of a long answer comes at once.
     *
     * @param lines how many lines
     * @param characters how many characters
     */
    public record Page(int lines, int characters) {

        /** Everything at once: where a program reads the answers. */
        public static final Page ALL = new Page(Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    public ChatSettings {
        aliases = List.copyOf(aliases);
    }

    public static ChatSettings from(Keys keys) {
        String name = keys.text("bot.name", STANDARD_NAME);
        boolean usable = NAME.matcher(name).matches();
        if (!usable) {
            keys.problem("bot.name", Phrase.of("chat.name"));
        }
        List<String> aliases = keys.list("bot.alias", "!");
        if (!aliases.stream().allMatch(alias -> ALIAS.matcher(alias).matches())) {
            keys.problem("bot.alias", Phrase.of("chat.alias"));
        }
        return new ChatSettings(
                usable ? name : STANDARD_NAME,
                aliases.stream().filter(alias -> ALIAS.matcher(alias).matches()).toList(),
                new Page(keys.number("chat.page.lines", 40, 5, 1_000),
                        keys.number("chat.page.characters", 2_800, 200, 100_000)),
                keys.number("chat.waiting", 20, 2, 1_000),
                keys.duration("chat.patience", "30s"));
    }

    Addressing addressing() {
        return new Addressing(name, aliases);
    }
}
