package io.tocsin.bundled.discord;

import io.tocsin.spi.Refusal;
import java.util.EnumSet;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.dv8tion.jda.api.entities.Message.MentionType;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;

/** Whom one message may ping. */
sealed interface Mention {

    Pattern ID = Pattern.compile("(?:<?@(&|!)?|(&)|(role|user):)?(\\d{1,20})>?");

    /** Everybody in the channel, or those who are there right now. */
    record All(boolean here) implements Mention {}

    record Role(String id) implements Mention {}

    record User(String id) implements Mention {}

    /** @throws Refusal if that is nobody */
    static Mention of(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        return switch (word) {
            case "here", "@here" -> new All(true);
            case "everyone", "@everyone" -> new All(false);
            default -> somebody(word, text);
        };
    }

    private static Mention somebody(String word, String text) {
        Matcher id = ID.matcher(word);
        if (!id.matches()) {
            throw Refusal.of("discord.mention", text);
        }
        boolean role = "&".equals(id.group(1)) || id.group(2) != null || "role".equals(id.group(3));
        return role ? new Role(id.group(4)) : new User(id.group(4));
    }

    /** The message with the mention above it. */
    default MessageCreateBuilder above(MessageCreateBuilder message) {
        return switch (this) {
            case All all -> message
                    .setContent(all.here ? "@here" : "@everyone")
                    .setAllowedMentions(EnumSet.of(all.here ? MentionType.HERE : MentionType.EVERYONE));
            case Role role -> message.setContent("<@&" + role.id + ">").mentionRoles(role.id);
            case User user -> message.setContent("<@" + user.id + ">").mentionUsers(user.id);
        };
    }
}
