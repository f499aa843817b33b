package io.tocsin.source;

import static io.tocsin.source.MonitorFileTest.parse;
import static io.tocsin.source.MonitorFileTest.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class HostileFilesTest {

    @Test
    void aBombOfReferencesIsNotUnfolded() {
        StringBuilder bomb = new StringBuilder("x-0: &a0 [x, x]\n");
        for (int level = 1; level < 40; level++) {
            String below = "*a" + (level - 1);
            bomb.append("x-%d: &a%d [%s, %s, %s]%n".formatted(level, level, below, below, below));
        }
        bomb.append("endpoints:\n- {name: a, url: 'http://a', conditions: *a39}\n");

        assertThat(said(parse("bomb.yaml", bomb.toString()).problems()))
                .containsExactly("bomb.yaml:39: endpoints[0].conditions: write one text, or a list of texts");
    }

    @Test
    void aBombOfMergesHasABudget() {
        StringBuilder big = new StringBuilder("x-big: &big\n");
        for (int field = 0; field < 2_000; field++) {
            big.append("  f").append(field).append(": 1\n");
        }

        assertThat(said(parse("bomb.yaml", mergedManyTimes(big.toString())).problems()))
                .containsExactly("bomb.yaml: the merges (<<) in it unfold to too much; that is not read");
    }

    @Test
    void aListThatIsMergedManyTimesHasTheSameBudget() {
        String big = "x-big: &big [" + "x,".repeat(2_000) + "]\n";

        assertThat(said(parse("bomb.yaml", mergedManyTimes(big)).problems()))
                .contains("bomb.yaml: the merges (<<) in it unfold to too much; that is not read");
    }

    private static String mergedManyTimes(String big) {
        StringBuilder bomb = new StringBuilder(big).append("endpoints:\n");
        for (int entry = 0; entry < 5_000; entry++) {
            bomb.append("- {<<: *big, name: n").append(entry).append(", url: 'http://a'}\n");
        }
        return bomb.toString();
    }

    @Test
    void onlyAnObjectIsMerged() {
        assertThat(said(parse("merge.yaml", """
                x-name: &name {every: 1h}
                monitors:
                - {<<: name, name: a, target: 'tcp://a:1'}
                - {<<: , name: b, target: 'tcp://b:1'}
                - <<: [*name, other, [*name]]
                  name: c
                  target: 'tcp://c:1'
                """).problems())).containsExactly(
                "merge.yaml:3: <<=name: only an object can be merged; write <<: *name",
                "merge.yaml:4: <<: only an object can be merged; write <<: *name",
                "merge.yaml:5: <<=other: only an object can be merged; write <<: *name",
                "merge.yaml:5: <<: only an object can be merged; write <<: *name");
    }

    @Test
    void oneTextIsNoListAndNoObject() {
        assertThat(said(parse("kinds.yaml", """
                monitors:
                - {name: [a], target: 'tcp://a:1'}
                - {name: b, target: {host: b}}
                """).problems())).containsExactly(
                "kinds.yaml:2: monitors[0].name: write one text or number, not a list or an object",
                "kinds.yaml:3: monitors[1].target: write one text or number, not a list or an object");
    }

    @Test
    void aReferenceToItselfRefersToNothing() {
        assertThat(said(parse("loop.yaml", "monitors: &m\n- *m\n").problems()))
                .contains("loop.yaml:2: *m refers to nothing; define it before with &m");
    }

    @Test
    void depthIsBounded() {
        String deep = "[".repeat(100_000);

        assertThat(said(parse("deep.json", "{\"servers\":" + deep).problems()))
                .singleElement()
                .asString()
                .startsWith("deep.json: not JSON: Document nesting depth (51) exceeds the maximum allowed (50");
        assertThat(said(parse("deep.yaml", "endpoints: " + deep).problems())).singleElement().asString()
                .contains("depth");
    }

    @Test
    void sizeIsBounded() {
        assertThat(said(MonitorFile.parse("large.json", new byte[Documents.MOST_BYTES + 1]).problems()))
                .containsExactly("large.json: longer than 16 MB; that is not read");
    }

    @Test
    void tagsOfYamlMakeNothing() {
        assertThat(MonitorFileTest.drafts(
                "tags.yaml",
                "monitors:\n- name: !!javax.script.ScriptEngineManager a\n  target: x\n"))
                .singleElement()
                .satisfies(draft -> assertThat(draft.name()).isEqualTo("a"));
    }

    @Test
    void whatIsNoTextIsRefused() {
        assertThat(said(MonitorFile.parse("b.json", new byte[] {(byte) 0xff, (byte) 0xfe, 0}).problems()))
                .containsExactly("b.json: not UTF-8; save the file as UTF-8");
        assertThat(said(parse("b.yaml", "monitors: \u0000").problems()))
                .singleElement()
                .asString()
                .startsWith("b.yaml:1: not YAML: ");
    }

    @Test
    void brokenFilesNeverThrow() {
        String good = "endpoints:\n  - &a {name: a, url: 'http://a', alerts: [{type: x}]}\n  - <<: *a\n    name: b\n";
        Random random = new Random(3);
        for (int round = 0; round < 3_000; round++) {
            StringBuilder broken = new StringBuilder(good);
            for (int change = random.nextInt(1, 6); change > 0; change--) {
                broken.setCharAt(random.nextInt(broken.length()),
                        "{}[]:,&*!|>'\"-? \n\t%@`#<a1\\".charAt(random.nextInt(26)));
            }
            assertThatCode(() -> parse("b.yaml", broken.toString())).as(broken.toString()).doesNotThrowAnyException();
            assertThatCode(() -> parse("b.json", broken.toString())).as(broken.toString()).doesNotThrowAnyException();
        }
    }

    @Test
    void tenThousandEntriesLoad() {
        StringBuilder yaml = new StringBuilder("endpoints:\n");
        StringBuilder json = new StringBuilder("{\"servers\":[");
        for (int entry = 0; entry < 10_000; entry++) {
            yaml.append("- name: service-%d%n  url: https://host-%d.example.com/health%n  interval: 30s%n"
                    .formatted(entry, entry))
                    .append("  conditions:\n  - \"[STATUS] == 200\"\n  - \"[RESPONSE_TIME] < 500\"\n");
            json.append(entry == 0 ? "" : ",")
                    .append("{\"name\":\"s%d\",\"url\":\"http://h%d\"}".formatted(entry, entry));
        }
        byte[] servers = json.append("]}").toString().getBytes(StandardCharsets.UTF_8);

        assertThat(parse("large.yaml", yaml.toString()).monitors()).hasSize(10_000);
        assertThat(MonitorFile.parse("large.json", servers).monitors()).hasSize(10_000);
    }
}
