package io.tocsin.bundled.mirror;

import io.tocsin.spi.Bot;
import io.tocsin.spi.MonitorType;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Plugin;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Route;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Settings;
import io.tocsin.spi.Watched;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the monitor types {@code uptimerobot}, {@code statuscake}, {@code pingdom} and {@code crosscheck}. */
public final class MirrorPlugin implements Plugin {

    private static final Logger log = LoggerFactory.getLogger(MirrorPlugin.class);
    private static final Route.Answer TAKEN = Route.Answer.text(200, "ok\n");
    private static final Route.Answer NOTHING = Route.Answer.text(404, "not found\n");
    /** More than that at once would be asked about. */
    private static final int AT_ONCE = 20;

    private final InstantSource clock;
    private final Accounts accounts;
    private volatile Optional<Bot> running = Optional.empty();

    /** @param settings those of each service, by its name */
    public MirrorPlugin(InstantSource clock, Map<String, Settings> settings) {
        this.clock = clock;
        this.accounts = new Accounts(settings, clock);
    }

    /** What can be configured of each service, by its name, which is the first part of the keys. */
    public static Map<String, List<Setting>> settings() {
        Map<String, List<Setting>> settings = new LinkedHashMap<>();
        Accounts.SERVICES.forEach(service -> settings.put(service.name(), Access.settings(service)));
        return settings;
    }

    /** What is wrong with the settings of a service, by the rest of the key. */
    public static Map<String, Phrase> problems(String service, Settings settings) {
        return Accounts.SERVICES.stream()
                .filter(it -> it.name().equals(service))
                .findFirst()
                .map(it -> Access.problems(it, settings))
                .orElse(Map.of());
    }

    Accounts accounts() {
        return accounts;
    }

    @Override
    public List<MonitorType> monitorTypes() {
        List<MonitorType> types = new ArrayList<>();
        Accounts.SERVICES.forEach(service -> types.add(new MirrorType(service, accounts)));
        types.add(new CrossCheckType(this::monitors, clock));
        return types;
    }

    private List<Watched> monitors() {
        return running.map(Bot::monitors).orElse(List.of());
    }

    /** A service may call by GET or POST; a wrong token is answered as an address that does not exist. */
    @Override
    public List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        for (Service service : Accounts.SERVICES) {
            for (String method : List.of("GET", "POST")) {
                routes.add(new Route(method, "/mirror/" + service.name() + "/{token}", call -> taken(service, call)));
            }
        }
        return routes;
    }

    private Route.Answer taken(Service service, Route.Request call) {
        Optional<Account> account = accounts.called(service, call.path().getOrDefault("token", ""))
                .filter(it -> service.genuine(call, it.access()));
        account.ifPresent(it -> {
            it.call();
            running.ifPresent(bot -> Thread.ofVirtual().name("mirror-webhook").start(() -> answerCalls(bot)));
        });
        return account.isPresent() ? TAKEN : NOTHING;
    }

    @Override
    public void start(Bot bot) {
        running = Optional.of(bot);
        accounts.open(bot.http());
        if (accounts.all().stream().anyMatch(account -> !account.access().webhook().isEmpty())) {
            bot.every("5s", () -> answerCalls(bot));
        }
    }

    @Override
    public void stop() {
        running = Optional.empty();
    }

    /** Has the monitors of the services checked whose webhooks have called; one that came too soon waits for its turn. */
    private void answerCalls(Bot bot) {
        for (String service : accounts.all().stream()
                .filter(Account::answersCall)
                .map(account -> account.access().service().name() + "://")
                .collect(Collectors.toSet())) {
            List<String> names = bot.monitors().stream()
                    .filter(monitor -> monitor.target().regionMatches(true, 0, service, 0, service.length()))
                    .filter(monitor -> !monitor.state().equals("PAUSED"))
                    .map(monitor -> '"' + monitor.name() + '"')
                    .toList();
            for (int from = 0; from < names.size(); from += AT_ONCE) {
                check(bot, names.subList(from, Math.min(names.size(), from + AT_ONCE)));
            }
        }
    }

    private static void check(Bot bot, List<String> names) {
        try {
            var _ = bot.run("check " + String.join(" ", names));
        } catch (Refusal refused) {
            log.info("{} could not be checked after a webhook: {}", names, refused.getMessage());
        }
    }
}
