package io.tocsin.page;

import io.tocsin.spi.Plugin;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Route;
import io.tocsin.spi.Route.Answer;
import io.tocsin.watch.MonitorView;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The pages and the API of states, entering by the door that plugins use. */
public final class PagePlugin implements Plugin {

    private final Supplier<PageContext> context;

    /** @param context asked at every request */
    public PagePlugin(Supplier<PageContext> context) {
        this.context = context;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("GET", "/", this::overview),
                new Route("GET", "/monitors/{name}", this::monitor),
                new Route("GET", "/api/v1/status", this::status));
    }

    private Scene scene(Route.Request request) {
        return Scene.of(context.get(), request);
    }

    private Answer overview(Route.Request request) {
        Scene scene = scene(request);
        try {
            return new Overview(scene).answer(Wanted.page(request.query()));
        } catch (Refusal refusal) {
            return wrong(scene, 400, scene.say("page.bad-request"), scene.words().say(refusal.phrase()));
        }
    }

    private Answer monitor(Route.Request request) {
        Scene scene = scene(request);
        String name = request.path().getOrDefault("name", "");
        Optional<MonitorView> view = scene.context().watching().monitor(name);
        if (view.isEmpty()) {
            return wrong(scene, 404, scene.say("page.unknown"), scene.say("page.unknown-why", Html.brief(name, 100)));
        }
        try {
            return new MonitorPage(scene, view.get()).answer(LookBack.of(request.query()));
        } catch (Refusal refusal) {
            return wrong(scene, 400, scene.say("page.bad-request"), scene.words().say(refusal.phrase()));
        }
    }

    private Answer status(Route.Request request) {
        Scene scene = scene(request);
        try {
            return new StatusApi(scene).answer(Wanted.api(request.query()));
        } catch (Refusal refusal) {
            return StatusApi.refused(scene.words().say(refusal.phrase()));
        }
    }

    private static Answer wrong(Scene scene, int status, String title, String why) {
        Layout layout = new Layout(scene, title);
        layout.html().leaf("h1", title).leaf("p", why);
        layout.html().open("p").leaf("a", scene.say("page.all"), "href", "/").close("p");
        return layout.answer(status);
    }
}
