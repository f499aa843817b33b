package io.tocsin.bundled.robot;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.channel.Hook;
import io.tocsin.channel.Inert;
import io.tocsin.spi.Message;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Setting.Kind;
import io.tocsin.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A robot of a group, which shows an address that ends with a key; people may write either. Whoever posts faster than it
 * allows is locked out for a while.
 */
abstract sealed class Robot implements Hook permits DingTalk, Feishu, WeCom {

    static final ObjectMapper MAPPER = new ObjectMapper();
    static final int TITLE = 200;
    static final Setting KEY =
            new Setting("*.key", Kind.SECRET, "", "the robot's key, or the whole address that its group shows");

    private static final String SIGNS = "*_`#[]<>@!~|";

    private final String kind;
    private final String api;
    private final int aMinute;
    private final Mentions mentions;

    /**
     * Who can be pinged.
     *
     * @param written what is to be written for that, in words
     */
    record Mentions(Pattern form, String written) {}

    /**
     * One that wants no signature.
     *
     * @param api what the key is the end of
     * @param aMinute how many messages it takes in one
     */
    Robot(String kind, String api, int aMinute, Mentions mentions) {
        this.kind = kind;
        this.api = api;
        this.aMinute = aMinute;
        this.mentions = mentions;
    }

    @Override
    public final String kind() {
        return kind;
    }

    @Override
    public final String key() {
        return "key";
    }

    @Override
    public List<Setting> settings() {
        return List.of(KEY);
    }

    @Override
    public final String address(Settings room, Settings all) {
        String written = room.text(key(), "");
        return written.contains("://") ? written : api + written;
    }

    @Override
    public final Optional<Limit> limit() {
        return Optional.of(new Limit(aMinute, Duration.ofMinutes(1)));
    }

    @Override
    public final void checkMention(String mention) {
        if (!mentions.form.matcher(mention).matches()) {
            throw Refusal.of("channel.mention", mention, mentions.written);
        }
    }

    final boolean pings(Message message) {
        return mentions.form.matcher(message.mention()).matches();
    }

    /** For robots that read markdown. */
    static String inert(String text) {
        return Inert.unlinked(Inert.widened(text, SIGNS));
    }
}
