package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.spi.Person;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which language each room and each person is answered in. */
final class LanguagesInBotTest {

    private static final Person ANA = new Person("desk:U1", "ana");
    private static final Person BEN = new Person("desk:U2", "ben");

    @TempDir
    Path data;

    private Site site;
    private TalkingBot bot;

    @BeforeEach
    void start() throws IOException {
        site = new Site();
        bot = new TalkingBot(data, Map.of());
    }

    @AfterEach
    void stop() {
        bot.close();
        site.close();
    }

    private void with(Map<String, String> more) {
        bot.close();
        bot = new TalkingBot(data, more);
    }

    @Test
    void aRoomIsAnsweredInItsOwnLanguageAndOthersAreNot() {
        bot.says("grant desk:U1 operate");

        assertThat(bot.says("C1", ANA, "!language zh-TW")).contains("繁體中文 (zh-TW)");
        assertThat(bot.says("C1", ANA, "!language")).contains("繁體中文 (zh-TW)").contains("ja (日本語)");
        assertThat(bot.says("C2", ANA, "!language")).startsWith("This room is told everything in English (en).");
        assertThat(bot.says("C1", ANA, "!help")).contains("mute 靜音").contains("status 狀態");
        assertThat(bot.says("C2", ANA, "!help")).doesNotContain("靜音");
        assertThat(bot.says("C1", ANA, "!language default")).contains("English (en)");
        assertThat(bot.says("C1", ANA, "!language"))
                .startsWith("This room is told everything in English (en).\nTo choose another: language <language>,");
    }

    @Test
    void aPersonIsAnsweredInTheirsWhereverTheySpeak() {
        assertThat(bot.says("C1", BEN, "!language mine ja")).contains("日本語 (ja)");

        assertThat(bot.says("C1", BEN, "!help")).contains("status ステータス");
        assertThat(bot.says("C2", BEN, "!help")).contains("status ステータス");
        assertThat(bot.says("C1", ANA, "!help")).doesNotContain("ステータス");
        bot.says("C1", BEN, "!language mine default");
        assertThat(bot.says("C1", BEN, "!help")).doesNotContain("ステータス");
    }

    @Test
    void inADirectMessageItIsThePersonsAndTheRooms() {
        bot.says("D2", BEN, "language zh-CN");

        assertThat(bot.says("D2", BEN, "help")).contains("status 状态");
        assertThat(bot.says("C1", BEN, "!help")).contains("status 状态");
        assertThat(bot.says("C1", ANA, "!help")).doesNotContain("状态");
    }

    @Test
    void notEverybodyMayChooseWhatAllRead() {
        assertThat(bot.says("C1", BEN, "!language ja")).isEqualTo(
                "Only who may operate can choose what everybody in this room reads; for yourself alone say:"
                        + " language mine ja");
        assertThat(bot.says("C1", ANA, "!language")).startsWith("This room is told everything in English (en).");
    }

    @Test
    void whatIsNoLanguageIsRefusedWithThoseThereAre() {
        assertThat(bot.says("language klingon")).isEqualTo("\"klingon\" is no language that I know; there are:"
                + " en (English), zh-TW (繁體中文), zh-CN (简体中文), ja (日本語)");
        assertThat(bot.says("language zh-TX")).startsWith("\"zh-TX\" is no language that I know. Did you mean zh-TW?");
    }

    @Test
    void theConfigurationSaysItForTheBotAndForARoom() {
        with(Map.of("language", "zh-TW", "room.night", "desk:C9", "room.night.language", "ja"));

        assertThat(bot.says("help")).contains("mute 靜音");
        assertThat(bot.says("C9", ANA, "!help")).contains("status ステータス");
        assertThat(bot.says("C1", ANA, "!help")).contains("status 狀態");
    }

    @Test
    void commandsAreUnderstoodInEveryLanguageInEveryRoom() {
        assertThat(bot.says("新增監控 shop " + site.url() + " 每 1天 確認 1")).startsWith("Watching shop every day.");
        assertThat(bot.says("状态")).startsWith("1 monitor: 1 UP");
        assertThat(bot.says("静音 shop 持续 2小时 因为 升级")).startsWith("shop is muted until ");
        assertThat(bot.says("ミュート一覧")).endsWith(", root: 升级");
        assertThat(bot.says("取消靜音 shop")).isEqualTo("shop is no longer muted.");
        assertThat(bot.says("障害一覧")).isEqualTo("There were no incidents.");
        assertThat(bot.says("监視削除 shop")).contains("Did you mean: 監視削除 shop");
        assertThat(bot.says("監視削除 shop")).isEqualTo("No longer watching shop.");
    }

    @Test
    void helpShowsBoth() {
        assertThat(bot.says("help 靜音")).startsWith("no notices for a while; checks go on\n  mute ")
                .contains("or: ").contains("靜音").contains("静音").contains("ミュート");
        bot.says("language ja");
        assertThat(bot.says("ヘルプ ミュート")).contains("  mute <").contains("  ミュート <").contains("[期間 <time>]");
    }
}
