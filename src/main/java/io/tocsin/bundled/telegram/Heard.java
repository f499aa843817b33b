package io.tocsin.bundled.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message as a line for the bot.
 *
 * @param text without the slash of a command, and without the bot's name in front
 * @param direct whether it can only be meant for the bot
 */
record Heard(String text, boolean direct) {

    private static final Pattern COMMAND =
            Pattern.compile("/(?<word>\\w{1,64})(?:@(?<bot>\\w{1,64}))?(?:\\s+(?<rest>.*))?", Pattern.DOTALL);
    private static final Pattern CALLED =
            Pattern.compile("@(?<bot>\\w{1,64})(?:[\\s:,]+(?<rest>.*))?", Pattern.DOTALL);
    /** What everybody's first touch says. */
    private static final String START = "start";

    /**
     * Reads a message.
     *
     * @param commands the first words of all commands
     * @return empty if it is for another bot
     */
    static Optional<Heard> of(JsonNode message, Self self, Collection<String> commands) {
        boolean own = isPrivate(message) || repliesTo(message, self);
        String text = text(message).strip();
        Matcher command = COMMAND.matcher(text);
        if (command.matches()) {
            return command(command, own, self, commands);
        }
        Matcher called = CALLED.matcher(text);
        if (called.matches() && self.isCalled(called.group("bot"))) {
            return Optional.of(new Heard(some(called.group("rest")), true));
        }
        return Optional.of(new Heard(text, own));
    }

    /** One without a name is for us where we are alone, or where it is a word of ours. */
    private static Optional<Heard> command(Matcher command, boolean own, Self self, Collection<String> commands) {
        Optional<String> bot = Optional.ofNullable(command.group("bot"));
        if (bot.isPresent() && !self.isCalled(bot.get())) {
            return Optional.empty();
        }
        String word = command.group("word");
        String first = word.equals(START) && bot.isEmpty() && own ? "help" : word;
        String line = (first + " " + some(command.group("rest"))).strip();
        boolean known = commands.contains(word.toLowerCase(Locale.ROOT));
        return Optional.of(new Heard(line, own || bot.isPresent() || known));
    }

    private static String some(String text) {
        return text == null ? "" : text;
    }

    static boolean isPrivate(JsonNode message) {
        return message.path("chat").path("type").asText().equals("private");
    }

    /** In a topic every message replies to the one that opened it. */
    private static boolean repliesTo(JsonNode message, Self self) {
        JsonNode replied = message.path("reply_to_message");
        boolean opening = replied.has("forum_topic_created")
                || replied.path("message_id").asLong() == message.path("message_thread_id").asLong(-1);
        return self.id() != 0 && replied.path("from").path("id").asLong() == self.id() && !opening;
    }

    /** What was typed, with the number of who is mentioned without having a name. */
    private static String text(JsonNode message) {
        boolean captioned = !message.has("text");
        String text = message.path(captioned ? "caption" : "text").asText("");
        List<JsonNode> mentions = new ArrayList<>();
        message.path(captioned ? "caption_entities" : "entities").forEach(entity -> {
            if (entity.path("type").asText().equals("text_mention")) {
                mentions.add(entity);
            }
        });
        mentions.sort(Comparator.comparingInt((JsonNode entity) -> entity.path("offset").asInt()).reversed());
        StringBuilder typed = new StringBuilder(text);
        for (JsonNode mention : mentions) {
            int from = mention.path("offset").asInt(-1);
            int to = from + mention.path("length").asInt(-1);
            if (from >= 0 && from <= to && to <= typed.length()) {
                typed.replace(from, to, TelegramSettings.KIND + ":" + mention.path("user").path("id").asText());
            }
        }
        return typed.toString();
    }
}
