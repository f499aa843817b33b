package io.tocsin.process;

import io.tocsin.bundled.discord.FakeDiscord;
import io.tocsin.bundled.slack.FakeSlack;
import java.util.List;
import java.util.Map;

/** A Slack and a Discord, each with one room, {@code ops} and {@code lounge}, and people in them. */
final class Chats implements AutoCloseable {

    static final String OPS = "C0000000OPS";
    static final String ANA = "U0000000ANA";
    static final String BEN = "700000000000000001";

    final FakeSlack slack = new FakeSlack().channel(OPS, "ops").person(ANA, "ana");
    final FakeDiscord discord = new FakeDiscord();
    final String lounge = discord.channel("lounge");

    /** What the bot's configuration says of them; anybody may operate. */
    Map<String, String> config() {
        return Map.ofEntries(
                Map.entry("slack.token", FakeSlack.TOKEN),
                Map.entry("slack.app-token", FakeSlack.APP_TOKEN),
                Map.entry("slack.api-url", slack.apiUrl()),
                Map.entry("discord.token", FakeDiscord.TOKEN),
                Map.entry("discord.api-url", discord.apiUrl()),
                Map.entry("discord.gateway-url", discord.gatewayUrl()),
                Map.entry("room.ops", "slack:#ops"),
                Map.entry("room.ops.mention", "here"),
                Map.entry("room.lounge", "discord:" + lounge),
                Map.entry("room.lounge.mention", "here"),
                Map.entry("role.unknown", "operate"),
                Map.entry("flapping", "false"));
    }

    /** The messages of Slack's room that are not in a thread. */
    List<FakeSlack.Posted> ops() {
        return slack.messages(OPS).stream().filter(message -> message.thread().isEmpty()).toList();
    }

    /** The messages of Discord's room. */
    List<FakeDiscord.Posted> lounge() {
        return discord.messages(lounge);
    }

    /** What was said in Slack's threads. */
    List<FakeSlack.Posted> opsThreads() {
        return slack.messages(OPS).stream().filter(message -> !message.thread().isEmpty()).toList();
    }

    /** What was said in Discord's threads. */
    List<FakeDiscord.Posted> loungeThreads() {
        return discord.threads(lounge).stream().flatMap(thread -> discord.messages(thread).stream()).toList();
    }

    @Override
    public void close() {
        slack.close();
        discord.close();
    }
}
