package io.tocsin.command;

import io.tocsin.chat.ChatTalk;
import io.tocsin.plugin.PluginDetails;
import io.tocsin.plugin.PluginInfo;
import io.tocsin.spi.Arguments;
import io.tocsin.spi.Command;
import io.tocsin.spi.Command.Kind;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Role;
import io.tocsin.spi.Talk;
import io.tocsin.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What is loaded, and what people do about it. */
final class PluginCommands {

    private final Supplier<Desk> desk;

    PluginCommands(Supplier<Desk> desk) {
        this.desk = desk;
    }

    List<Command> commands() {
        return List.of(
                Say.command("plugins", "plugins").example("plugins").run((talk, none) -> plugins(ChatTalk.of(talk))),
                one("info").example("plugin info DeployAnnouncer").run(this::info),
                one("errors").example("plugin errors DeployAnnouncer").run(this::errors),
                changing("reload").example("plugin reload DeployAnnouncer")
                        .run((talk, values) -> say(talk, desk.get().upkeep().reload(values.text("name")))),
                changing("disable").example("plugin disable DeployAnnouncer")
                        .run((talk, values) -> say(
                                talk, desk.get().upkeep().disable(values.text("name"), talk.person().name()))),
                changing("enable").example("plugin enable DeployAnnouncer")
                        .run((talk, values) -> say(talk, desk.get().upkeep().enable(values.text("name")))));
    }

    private static Command.Builder one(String verb) {
        return Say.command("plugin " + verb, "plugin-" + verb).value("name", Kind.WORD);
    }

    private static Command.Builder changing(String verb) {
        return one(verb).needs(Role.ADMINISTER).changes();
    }

    private static void say(Talk talk, List<Phrase> lines) {
        ChatTalk said = ChatTalk.of(talk);
        said.page(String.join("\n", lines.stream().map(said.catalogue()::say).toList()));
    }

    private void plugins(ChatTalk talk) {
        List<String> lines = new ArrayList<>();
        for (PluginInfo info : desk.get().plugins().list()) {
            lines.add(line(talk, info));
        }
        desk.get().plugins().switchedOff()
                .forEach((name, place) -> lines.add(talk.catalogue().say("command.plugin-off", name, place)));
        desk.get().plugins().problems().forEach(problem -> lines.add("x " + talk.catalogue().say(problem)));
        talk.page(String.join("\n", lines));
    }

    private static String line(ChatTalk talk, PluginInfo info) {
        List<String> offers = new ArrayList<>();
        offers.addAll(info.types());
        offers.addAll(info.channels());
        offers.addAll(info.commands());
        offers.addAll(info.routes());
        String what = info.name() + "  " + info.origin() + (offers.isEmpty() ? "" : "  " + String.join(", ", offers));
        return info.lastFault()
                .map(fault -> what + talk.catalogue().say("command.plugin-faults", info.faults(), fault.what()))
                .orElse(what);
    }

    private void info(Talk said, Arguments values) {
        ChatTalk talk = ChatTalk.of(said);
        String name = values.text("name");
        if (isOff(talk, name)) {
            return;
        }
        PluginInfo info = find(name);
        List<String> lines = new ArrayList<>();
        lines.add(info.name() + "  " + info.origin());
        Optional<PluginDetails> details = desk.get().plugins().details(info.name());
        details.ifPresent(more -> said(talk, lines, more));
        part(talk, lines, "types", info.types());
        part(talk, lines, "channels", info.channels());
        part(talk, lines, "commands", info.commands());
        part(talk, lines, "routes", info.routes());
        lines.add("  " + talk.catalogue().say(
                "command.plugin-work", info.listeners(), info.tasks(), Long.toString(info.runs())));
        part(talk, lines, "configuration", info.configuration());
        info.lastFault().ifPresent(fault -> lines.add("  " + talk.catalogue().say(
                "command.plugin-failed", Long.toString(info.faults()), fault.what())));
        details.ifPresent(more -> went(talk, lines, more));
        talk.page(String.join("\n", lines));
    }

    /** Whether it is switched off, which is all there is to say of it then. */
    private boolean isOff(ChatTalk talk, String name) {
        Optional<String> place = Optional.ofNullable(desk.get().plugins().switchedOff().get(name));
        place.ifPresent(where -> talk.say(Phrase.of("command.plugin-off", name, where)));
        return place.isPresent();
    }

    private static void said(ChatTalk talk, List<String> lines, PluginDetails details) {
        if (!details.description().isEmpty()) {
            lines.add("  " + details.description());
        }
        details.commands().forEach(command -> lines.add("    " + command));
        if (!details.author().isEmpty()) {
            lines.add("  " + talk.catalogue().say("command.plugin-author", details.author()));
        }
    }

    private static void went(ChatTalk talk, List<String> lines, PluginDetails details) {
        details.calls().forEach(call -> lines.add("    " + talk.catalogue().say(
                "command.plugin-call", call.what(), call.count(), Long.toString(call.mean().toMillis()),
                Long.toString(call.longest().toMillis()))));
        if (details.abandoned() > 0) {
            lines.add("  " + talk.catalogue().say("command.plugin-abandoned", details.abandoned()));
        }
    }

    private static void part(ChatTalk talk, List<String> lines, String what, List<String> names) {
        if (!names.isEmpty()) {
            lines.add("  " + talk.catalogue().say("command.plugin." + what, String.join(", ", names)));
        }
    }

    private void errors(Talk said, Arguments values) {
        ChatTalk talk = ChatTalk.of(said);
        String name = values.text("name");
        if (isOff(talk, name)) {
            return;
        }
        List<String> lines = new ArrayList<>();
        desk.get().plugins().problems(name).forEach(problem -> lines.add("x " + talk.catalogue().say(problem)));
        desk.get().plugins().errors(name).reversed().forEach(fault -> lines.add(talk.catalogue().say(
                "command.plugin-error", Words.time(fault.at(), talk.now(), talk.zone()), fault.during(),
                fault.what())));
        if (lines.isEmpty()) {
            talk.say(Phrase.of("command.plugin-no-errors", find(name).name()));
            return;
        }
        talk.page(String.join("\n", lines));
    }

    private PluginInfo find(String name) {
        Optional<PluginInfo> found = desk.get().plugins().list().stream()
                .filter(plugin -> plugin.name().equalsIgnoreCase(name))
                .findFirst();
        return found.orElseThrow(() -> desk.get().upkeep().unknown(name));
    }
}
