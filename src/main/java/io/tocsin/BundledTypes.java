package io.tocsin;

import io.tocsin.bundled.change.ChangePlugin;
import io.tocsin.bundled.ckafka.CkafkaPlugin;
import io.tocsin.bundled.dns.DnsPlugin;
import io.tocsin.bundled.domain.DomainPlugin;
import io.tocsin.bundled.grpc.GrpcPlugin;
import io.tocsin.bundled.heartbeat.HeartbeatPlugin;
import io.tocsin.bundled.host.HostPlugin;
import io.tocsin.bundled.http.HttpPlugin;
import io.tocsin.bundled.mirror.MirrorPlugin;
import io.tocsin.bundled.ping.PingPlugin;
import io.tocsin.bundled.postgresql.PostgresqlPlugin;
import io.tocsin.bundled.redis.RedisPlugin;
import io.tocsin.bundled.speedtest.SpeedTestPlugin;
import io.tocsin.bundled.ssh.SshPlugin;
import io.tocsin.bundled.tcp.TcpPlugin;
import io.tocsin.bundled.tls.TlsPlugin;
import io.tocsin.bundled.websocket.WebSocketPlugin;
import io.tocsin.spi.Plugin;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Settings;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The plugins inside that bring monitor types. */
final class BundledTypes {

    private BundledTypes() {}

    /** @param agent what requests call themselves */
    static List<Plugin> of(InstantSource clock, String agent) {
        return of(clock, agent, Map.of());
    }

    /** @param mirrors the settings of services that watch from outside, by their names */
    static List<Plugin> of(InstantSource clock, String agent, Map<String, Settings> mirrors) {
        HttpPlugin http = new HttpPlugin(clock, agent);
        return List.of(
                http, new ChangePlugin(http.type(), clock), new TcpPlugin(clock), new PingPlugin(clock),
                new DnsPlugin(clock),
                new TlsPlugin(clock), new SshPlugin(clock), new WebSocketPlugin(clock, agent),
                new GrpcPlugin(clock, agent),
                new DomainPlugin(clock), new RedisPlugin(clock), new PostgresqlPlugin(clock),
                new HostPlugin(), new HeartbeatPlugin(),
                new SpeedTestPlugin(http.type()), new CkafkaPlugin(http.type()),
                new MirrorPlugin(clock, mirrors));
    }

    /** What can be set for any of them; types that have a setting in common share its name and kind. */
    static List<Setting> settings(List<Plugin> types) {
        Map<String, Setting> settings = new LinkedHashMap<>();
        types.stream()
                .flatMap(plugin -> plugin.monitorTypes().stream())
                .flatMap(type -> type.settings().stream())
                .forEach(setting -> settings.putIfAbsent(setting.name(), setting));
        return List.copyOf(settings.values());
    }
}
