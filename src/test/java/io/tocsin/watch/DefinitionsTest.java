package io.tocsin.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.Place;
import io.tocsin.monitor.Draft;
import io.tocsin.monitor.Origin;
import io.tocsin.monitor.Written;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Definitions from files, all or nothing. */
final class DefinitionsTest {

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void whatWasBuiltForARefusedFileIsClosedAgain() {
        var done = replace(draft("a"), draft("b"), draft("c").expect("[STATUS]"), draft("d").zone("Mars"));

        assertThat(done.problems()).hasSize(2);
        assertThat(rig.engine.watching().monitors()).isEmpty();
        assertThat(rig.type.open).hasValue(0);
    }

    @Test
    void onlyWhatDiffersIsBuiltAnew() {
        replace(draft("a"), draft("b"));
        var done = replace(draft("a"), draft("b").confirm(1), draft("c"));

        assertThat(done.changed()).isEqualTo(2);
        assertThat(done.removed()).isZero();
        assertThat(rig.monitor("a").version()).isEqualTo(1);
        assertThat(rig.monitor("b").version()).isEqualTo(2);
        assertThat(rig.type.open).hasValue(3);
    }

    private Definitions.Replaced replace(Draft.Builder... drafts) {
        List<Written> written = List.of(drafts).stream()
                .map(draft -> new Written(draft.build(), Place.NOWHERE))
                .toList();
        return rig.engine.definitions().replace(Origin.FILE, written);
    }

    private static Draft.Builder draft(String name) {
        return Draft.named(name, "scripted://" + name);
    }
}
