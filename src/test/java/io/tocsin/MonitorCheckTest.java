package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.ConfigFile;
import io.tocsin.text.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of monitors before the bot starts: all of it, each with its key and line. */
final class MonitorCheckTest {

    @TempDir
    private Path data;

    @Test
    void everyFaultOfAMonitorIsToldWithItsOwnLine() throws IOException {
        assertThat(problems("""
                monitor.shop.target=https://example.com
                monitor.shop.timeout=20m
                monitor.shop.zone=Berlin
                monitor.shop.every=1x
                monitor.shop.expect.1=[STATUS] == 200
                monitor.shop.expect.2=[STATUS]
                monitor.shop.metod=GET
                """)).containsExactly(
                "f:4: monitor.shop.every=1x: \"1x\" is not a length of time; write 30s, 2.5s, 100ms, 5m, 1h30m or 2d",
                "f:3: monitor.shop.zone=Berlin: \"Berlin\" is no time zone; did you mean Europe/Berlin?",
                "f:2: monitor.shop.timeout=20m: a limit of 20 min is out of range; write one from 1 ms to 10 min",
                "f:6: monitor.shop.expect=[STATUS]: \"[STATUS]\" has no comparison; write one of == != < <= > >="
                        + " with a space on both sides, such as [STATUS] < 400",
                "f:7: monitor.shop.metod: a monitor of type http has no setting \"metod\"; did you mean method?");
    }

    @Test
    void aSettingThatItsTypeRefusesIsFound() throws IOException {
        assertThat(problems("""
                monitor.shop.target=https://example.com
                monitor.shop.header.1=A: b
                monitor.shop.header.2=nonsense
                """))
                .containsExactly(
                        "f:3: monitor.shop.header: \"nonsense\" does not begin a header; write it as \"Name: value\"");
    }

    @Test
    void aSecretThatIsMissingIsToldWhereItIsNamed() throws IOException {
        assertThat(problems("""
                monitor.shop.target=https://example.com
                monitor.shop.bearer=${secret:NONE}
                """))
                .containsExactly(
                        "f:2: monitor.shop.bearer: there is no secret \"NONE\"; set one with the key secret.NONE");
    }

    @Test
    void twoOfOneNameAreOneTooMany() throws IOException {
        assertThat(problems("""
                monitor.shop.target=https://example.com
                monitor.Shop.target=https://example.org
                """))
                .containsExactly("f:2: monitor.Shop: there is a monitor Shop in bot.properties already;"
                        + " give one of the two another name");
    }

    @Test
    void whoWouldDependOnItselfIsToldTheWayRound() throws IOException {
        assertThat(problems("""
                monitor.app.target=https://app.example.com
                monitor.app.depends=db
                monitor.db.target=tcp://db.example.com:5432
                monitor.db.depends=App
                monitor.page.target=https://page.example.com
                monitor.page.depends=app
                """))
                .containsExactly(
                        "f:2: monitor.app.depends=db: app would depend on itself: app -> db -> app;"
                                + " one of these has to stand alone",
                        "f:4: monitor.db.depends=App: db would depend on itself: db -> app -> db;"
                                + " one of these has to stand alone");
    }

    @Test
    void aSecretIsNotShownInWhatIsWrong() throws IOException {
        assertThat(problems("""
                secret.TOKEN=squeamish
                check.schedule=squeamish
                """)).singleElement().asString().startsWith("f:2: check.schedule=***: \"***\" has 1 field");
    }

    private List<String> problems(String lines) throws IOException {
        Path file = data.resolve("f");
        Files.writeString(file, lines + "plugins.dir=" + data + "\n");
        Assembly assembly = new Assembly(file, ConfigFile.read(file, Map.of()), data, () -> {
            throw new IllegalStateException("nothing runs");
        }, List.of());
        assembly.close();
        return assembly.problems().stream()
                .map(Catalogue.english()::say)
                .map(line -> line.replace(data + "/", ""))
                .toList();
    }
}
