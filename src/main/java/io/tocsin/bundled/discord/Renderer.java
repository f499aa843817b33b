package io.tocsin.bundled.discord;

import io.tocsin.channel.Sign;
import io.tocsin.spi.Attachment;
import io.tocsin.spi.Message;
import io.tocsin.spi.Message.ConditionLine;
import io.tocsin.spi.Message.Field;
import io.tocsin.spi.Message.Link;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.utils.FileUpload;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/** Messages as Discord takes them: within its limits, harmless, and pinging nobody but whom the message names. */
final class Renderer {

    private static final int CONTENT = 2_000;
    private static final int TITLE = 256;
    private static final int DESCRIPTION = 4_096;
    private static final int EMBED = 6_000;
    private static final int FIELDS = 25;
    private static final int FIELD_NAME = 256;
    private static final int FIELD_VALUE = 1_024;
    /** So that fields and conditions leave room for each other and for the text. */
    private static final int MOST_OF_FIELDS = 2_000;
    private static final int MOST_OF_CONDITIONS = 1_500;
    private static final int MOST_OF_LINKS = 1_000;
    private static final int MOST_FILES = 10;
    private static final int LONGEST_FILE = 8_000_000;
    private static final int LONGEST_ANSWER = 1_000_000;
    private static final String NOTHING = "\u2800";

    private Renderer() {}

    /** What is told under a key: always a picture, with the marker where those who look for it find it. */
    static MessageCreateData notice(Message message, String marker) {
        MessageCreateBuilder data = quiet(message);
        embed(data, message, marker);
        mention(message).ifPresent(mention -> mention.above(data));
        return files(data, message.attachments()).build();
    }

    /** What replaces a notice: nobody is pinged twice. */
    static MessageCreateData changed(Message message) {
        MessageCreateBuilder data = quiet(message);
        embed(data, message, "");
        return files(data, message.attachments()).build();
    }

    /** What answers a line; what does not fit comes along as a file. */
    static MessageCreateData answer(Message message) {
        MessageCreateBuilder data = quiet(message);
        boolean whole = isPlain(message) ? content(data, message) : embed(data, message, "");
        List<Attachment> attachments = new ArrayList<>(message.attachments());
        if (!whole) {
            attachments.addFirst(Attachment.text("answer.txt", Plain.harmless(start(message.plain()))));
        }
        mention(message).ifPresent(mention -> mention.above(data));
        return files(data, attachments).build();
    }

    private static MessageCreateBuilder quiet(Message message) {
        return new MessageCreateBuilder()
                .setAllowedMentions(Set.of())
                .mentionRepliedUser(false)
                .setComponents(Controls.of(message.actions()));
    }

    private static boolean isPlain(Message message) {
        return message.severity() == Severity.INFO && message.title().isBlank() && message.mention().isEmpty()
                && message.fields().isEmpty() && message.conditions().isEmpty() && message.links().isEmpty();
    }

    private static boolean content(MessageCreateBuilder data, Message message) {
        Plain.Cut text = Plain.markdown(message.text(), CONTENT);
        data.setContent(text.shown().isBlank() ? NOTHING : text.shown()).setSuppressEmbeds(true);
        return text.whole();
    }

    /** Whether everything fitted. */
    private static boolean embed(MessageCreateBuilder data, Message message, String marker) {
        EmbedBuilder embed = new EmbedBuilder();
        colour(message.severity()).ifPresent(embed::setColor);
        Plain.Cut title = Plain.markdown(message.title().replace('\n', ' '), TITLE);
        embed.setTitle(title.shown().isBlank() ? null : title.shown());
        boolean whole = title.whole();
        int used = title.shown().length() + marker.length() + fields(embed, message.fields());
        Block conditions = block(message.conditions(), Renderer::condition, MOST_OF_CONDITIONS);
        Block links = block(message.links(), Renderer::link, MOST_OF_LINKS);
        int left = Math.min(DESCRIPTION, EMBED - used) - conditions.text.length() - links.text.length() - 2;
        Plain.Cut text = Plain.markdown(message.text(), left);
        List<String> parts = new ArrayList<>(List.of(text.shown(), conditions.text, links.text));
        parts.removeIf(String::isEmpty);
        String description = String.join("\n", parts);
        embed.setDescription(description.isBlank() ? null : description);
        if (!marker.isEmpty()) {
            embed.setFooter(marker);
        }
        if (embed.isEmpty()) {
            embed.setDescription(NOTHING);
        }
        message.attachments().stream()
                .filter(Attachment::isImage)
                .findFirst()
                .ifPresent(image -> embed.setImage("attachment://" + fileName(image)));
        data.setEmbeds(embed.build());
        return whole && text.whole() && conditions.whole && links.whole
                && embed.getFields().size() == message.fields().size();
    }

    /** Lines that stand together. */
    private record Block(String text, boolean whole) {}

    private static <T> Block block(List<T> things, Function<T, String> line, int most) {
        StringBuilder text = new StringBuilder();
        for (T thing : things) {
            String next = line.apply(thing);
            if (text.length() + next.length() + 1 > most - Plain.MORE.length()) {
                return new Block(text + "\n" + Plain.MORE, false);
            }
            text.append(text.isEmpty() ? "" : "\n").append(next);
        }
        return new Block(text.toString(), true);
    }

    private static String condition(ConditionLine condition) {
        return Sign.of(condition) + " " + Plain.escape(Plain.label(condition.text(), MOST_OF_CONDITIONS / 4));
    }

    /** The address itself is shown, so that nobody is sent elsewhere than they think. */
    private static String link(Link link) {
        boolean safe = link.url().matches("(?i)https?://[!-;=?-~]{1,400}");
        String address = safe ? "<" + link.url() + ">" : Plain.escape(Plain.label(link.url(), FIELD_NAME));
        return Plain.escape(Plain.label(link.label(), FIELD_NAME)) + " " + address;
    }

    private static int fields(EmbedBuilder embed, List<Field> fields) {
        int used = 0;
        for (Field field : fields.subList(0, Math.min(FIELDS, fields.size()))) {
            String name = filled(Plain.markdown(field.name().replace('\n', ' '), FIELD_NAME).shown());
            String value = filled(Plain.markdown(field.value(), FIELD_VALUE).shown());
            used += name.length() + value.length();
            if (used > MOST_OF_FIELDS) {
                return used - name.length() - value.length();
            }
            embed.addField(name, value, true);
        }
        return used;
    }

    private static String filled(String text) {
        return text.isBlank() ? NOTHING : text;
    }

    private static Optional<Integer> colour(Severity severity) {
        return switch (severity) {
            case CRITICAL -> Optional.of(0xa30200);
            case WARNING -> Optional.of(0xe8731a);
            case HANDLED -> Optional.of(0xdaa038);
            case SILENCED -> Optional.of(0xdddddd);
            case GOOD -> Optional.of(0x2eb886);
            case INFO -> Optional.empty();
        };
    }

    private static Optional<Mention> mention(Message message) {
        try {
            return message.mention().isBlank() ? Optional.empty() : Optional.of(Mention.of(message.mention()));
        } catch (Refusal nobody) {
            return Optional.empty(); // it was refused when it was configured
        }
    }

    private static MessageCreateBuilder files(MessageCreateBuilder data, List<Attachment> attachments) {
        return data.setFiles(attachments.stream()
                .limit(MOST_FILES)
                .map(file -> FileUpload.fromData(bounded(file.content()), fileName(file)))
                .toList());
    }

    private static byte[] bounded(byte[] content) {
        return content.length <= LONGEST_FILE ? content : Arrays.copyOf(content, LONGEST_FILE);
    }

    private static String start(String text) {
        return text.length() <= LONGEST_ANSWER ? text : text.substring(0, LONGEST_ANSWER) + "\n" + Plain.MORE;
    }

    private static String fileName(Attachment file) {
        String name = file.name().replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^\\.+", "");
        return name.isEmpty() ? "file" : name.substring(Math.max(0, name.length() - 60));
    }
}
