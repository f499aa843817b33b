package io.tocsin.page;

import io.tocsin.spi.Route.Answer;
import io.tocsin.text.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;

/**
 * What all pages have in common. Nothing is loaded from anywhere: the style sheet stands in the page, and the policy
 * allows it, by its hash, and nothing else.
 */
final class Layout {

    private static final String CSS = css();
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'sha256-" + hash(CSS)
                    + "'; img-src data:; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'",
            "Cache-Control", "no-store",
            "Vary", "Accept-Language",
            "Referrer-Policy", "no-referrer");
    private static final String ICON =
            "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
                    + "%3Cpath d='M8 1a5 5 0 0 0-5 5v4l-1.5 2h13L13 10V6a5 5 0 0 0-5-5zM6 13a2 2 0 0 0 4 0z' fill='%23c2410c'/%3E"
                    + "%3C/svg%3E";

    private final Html html;
    private final Scene scene;

    /** @param title what the page is about */
    Layout(Scene scene, String title) {
        this.scene = scene;
        this.html = new Html(scene.kept());
        html.open("html", "lang", scene.language().tag()).open("head").empty("meta", "charset", "utf-8");
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.empty("meta", "name", "color-scheme", "content", "light dark");
        html.empty("meta", "name", "robots", "content", "noindex");
        html.leaf("title", title + " \u00b7 Tocsin").empty("link", "rel", "icon", "href", ICON).style(CSS)
                .close("head");
        html.open("body").leaf("a", scene.say("page.skip"), "class", "skip", "href", "#main");
        html.open("header").leaf("a", "Tocsin", "class", "brand", "href", "/");
        html.open("p").text(scene.say("page.as-of") + " ")
                .leaf("time", scene.moment(), "datetime", Scene.iso(scene.now())).close("p");
        html.close("header").open("main", "id", "main");
    }

    Html html() {
        return html;
    }

    Answer answer(int status) {
        html.close("main").open("footer").open("p").text(scene.say("page.api") + " ")
                .leaf("a", "/api/v1/status", "href", "/api/v1/status").close("p");
        languages();
        html.close("footer");
        html.close("body").close("html");
        return new Answer(status, "text/html; charset=utf-8", "<!DOCTYPE html>\n" + html + "\n", HEADERS);
    }

    /** The same page in each of the other languages, each in its own words. */
    private void languages() {
        html.open("p", "class", "languages");
        for (Language other : Language.values()) {
            if (other == scene.language()) {
                html.leaf("strong", other.ownName(), "aria-current", "true");
            } else {
                html.leaf("a", other.ownName(), "href", "?" + Scene.LANGUAGE + "=" + other.tag(), "hreflang",
                        other.tag(),
                        "lang", other.tag());
            }
            html.text(" ");
        }
        html.close("p");
    }

    private static String css() {
        try (InputStream in = Objects.requireNonNull(Layout.class.getResourceAsStream("page.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("\\R\\s*", "");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String hash(String text) {
        try {
            return Base64.getEncoder().encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
