package io.tocsin.bundled.discord;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.spi.Command;
import io.tocsin.spi.Command.Kind;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Role;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandGroupData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SlashCommandsTest {

    private final ARoom room = new ARoom();

    private SlashCommandData definition() {
        return new SlashCommands("tocsin", room).definition();
    }

    private static Command command(String name, Role role) {
        return Command.named(name).needs(role).run((talk, none) -> {});
    }

    @Test
    void wordsBecomeGroupsAndSubcommands() {
        room.commands.add(Command.named("add monitor")
                .clause("every", Kind.WORD)
                .value("name", Kind.WORD)
                .clause("confirm", Kind.NUMBER)
                .clauses("room", Kind.ROOM)
                .example("add monitor shop https://shop.example.com")
                .run((talk, none) -> {}));

        SlashCommandData command = definition();

        SubcommandGroupData add = command.getSubcommandGroups().getFirst();
        assertThat(add.getName()).isEqualTo("add");
        SubcommandData monitor = add.getSubcommands().getFirst();
        assertThat(monitor.getName()).isEqualTo("monitor");
        assertThat(monitor.getDescription()).isEqualTo("add monitor shop https://shop.example.com");
        assertThat(monitor.getOptions()).extracting(OptionData::getName)
                .containsExactly("name", "every", "confirm", "room");
        assertThat(monitor.getOptions()).extracting(OptionData::getType)
                .containsExactly(OptionType.STRING, OptionType.STRING, OptionType.INTEGER, OptionType.STRING);
        assertThat(monitor.getOptions()).extracting(OptionData::isRequired)
                .containsExactly(true, false, false, false);
        assertThat(monitor.getOptions()).extracting(OptionData::isAutoComplete)
                .containsExactly(false, false, false, true);
        assertThat(command.getSubcommands()).extracting(SubcommandData::getName).containsExactly("do");
    }

    @Test
    void whatMostPeopleMayDoComesFirstAndTheRestThroughDo() {
        IntStream.range(0, 20).forEach(i -> room.commands.add(command("admin" + i, Role.ADMINISTER)));
        IntStream.range(0, 20).forEach(i -> room.commands.add(command("look" + i, Role.READ)));
        room.commands.add(command("look0 twice", Role.READ));
        room.commands.add(command("a b c", Role.READ));
        room.commands.add(command("what?", Role.READ));

        List<String> names = definition().getSubcommands().stream().map(SubcommandData::getName).toList();

        assertThat(names).hasSize(25).contains("look19", "admin3", "do").doesNotContain("admin4");
        assertThat(definition().getSubcommandGroups()).isEmpty();
    }

    @Test
    void aCommandIsDescribedByItsSummaryWhereThatIsInWords() {
        room.commands.add(Command.named("status").summary("how things stand").example("status shop")
                .run((talk, none) -> {}));
        room.commands.add(Command.named("mute").summary(Phrase.of("command.mute")).example("mute shop")
                .run((talk, none) -> {}));

        assertThat(definition().getSubcommands()).extracting(SubcommandData::getDescription)
                .startsWith("how things stand", "mute shop");
    }

    @Test
    void moreThanDiscordTakesIsLeftOut() {
        Command.Builder large = Command.named("large").example("x".repeat(300));
        IntStream.range(0, 40).forEach(i -> large.clause("option-with-a-long-name-" + i, Kind.WORD));
        room.commands.add(large.run((talk, none) -> {}));
        IntStream.range(0, 20).forEach(i -> {
            Command.Builder wide = Command.named("wide" + i);
            IntStream.range(0, 25).forEach(j -> wide.clause("option-with-a-long-name-" + j, Kind.WORD));
            room.commands.add(wide.run((talk, none) -> {}));
        });

        SlashCommandData command = definition();

        assertThat(command.getSubcommands().getFirst().getOptions()).hasSize(25);
        int characters = command.getSubcommands().stream()
                .mapToInt(entry -> entry.getName().length() + entry.getDescription().length()
                        + entry.getOptions().stream()
                                .mapToInt(option -> option.getName().length() + option.getDescription().length())
                                .sum())
                .sum();
        assertThat(characters).isBetween(5_000, 8_000);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '$', value = {"shop,shop", "web shop,\"web shop\"", "it's,it's", "'tis,\"'tis\"",
        "for,\"for\"",
        "say \"hi\" \\ now,\"say \\\"hi\\\" \\\\ now\"", "https://x.example/a?b=c,https://x.example/a?b=c"})
    void aValueIsOneWordOfTheLine(String value, String word) {
        assertThat(Quotes.of(value, Set.of("for"))).isEqualTo(word);
        assertThat(Quotes.without(word)).isEqualTo(value);
    }
}
