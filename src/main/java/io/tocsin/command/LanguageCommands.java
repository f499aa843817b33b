package io.tocsin.command;

import io.tocsin.chat.ChatTalk;
import io.tocsin.room.Address;
import io.tocsin.room.Languages;
import io.tocsin.spi.Arguments;
import io.tocsin.spi.Command;
import io.tocsin.spi.Command.Kind;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Role;
import io.tocsin.spi.Talk;
import io.tocsin.text.Catalogue;
import io.tocsin.text.Language;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The language of a room, and of a person. */
final class LanguageCommands {

    /** What takes back a choice. */
    private static final String DEFAULT = "default";

    private final Supplier<Desk> desk;

    LanguageCommands(Supplier<Desk> desk) {
        this.desk = desk;
    }

    List<Command> commands() {
        return List.of(
                Say.command("language", "language")
                        .changes()
                        .optional("language", Kind.WORD)
                        .example("language")
                        .example("language zh-TW")
                        .example("language default")
                        .run(this::room),
                Say.command("language mine", "language-mine")
                        .changes()
                        .value("language", Kind.WORD)
                        .example("language mine ja")
                        .run((talk, arguments) -> mine(ChatTalk.of(talk), wanted(arguments.text("language")))));
    }

    private void room(Talk said, Arguments arguments) {
        ChatTalk talk = ChatTalk.of(said);
        Optional<String> asked = arguments.optional("language");
        if (asked.isEmpty()) {
            show(talk);
            return;
        }
        Optional<Language> wanted = wanted(asked.get());
        if (!talk.direct() && !talk.role().includes(Role.OPERATE)) {
            throw Refusal.of("command.language-role", asked.get());
        }
        Address room = Address.parse(talk.room());
        languages().choose(room, wanted, talk.person(), talk.now());
        if (talk.direct()) {
            mine(talk, wanted);
            return;
        }
        Language now = languages().in(room);
        talk.reply(now.words().say("command.language-room", shown(now)));
    }

    private void mine(ChatTalk talk, Optional<Language> wanted) {
        languages().choose(talk.person(), wanted, talk.now());
        Language now = languages().of(talk.person(), Address.parse(talk.room()));
        talk.reply(now.words().say("command.language-own", shown(now)));
    }

    private void show(ChatTalk talk) {
        Catalogue words = talk.catalogue();
        Language room = languages().in(Address.parse(talk.room()));
        String which = talk.direct()
                ? words.say("command.language-own", shown(talk.language()))
                : words.say("command.language-room", shown(room));
        String own = talk.direct() || talk.language() == room
                ? ""
                : "\n" + words.say("command.language-own", shown(talk.language()));
        talk.page(which + own + "\n" + words.say("command.languages", Language.all()));
    }

    private static Optional<Language> wanted(String asked) {
        return asked.equalsIgnoreCase(DEFAULT) ? Optional.empty() : Optional.of(Language.parse(asked));
    }

    private static String shown(Language language) {
        return language.ownName() + " (" + language.tag() + ")";
    }

    private Languages languages() {
        return desk.get().languages();
    }
}
