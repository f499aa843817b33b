package io.tocsin;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import okhttp3.tls.HeldCertificate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Time;

/** A Kafka of one node on loopback: one listener open, one with TLS and passwords. */
final class KafkaBroker implements AutoCloseable {

    static final String USER = "tocsin";
    static final String PASSWORD = "s3\"cr\\et";
    private static final int ATTEMPTS = 3;
    private static final int PATIENCE = 60;

    private final HeldCertificate certificate = new HeldCertificate.Builder()
            .commonName("broker")
            .addSubjectAlternativeName("127.0.0.1")
            .build();
    private final List<Integer> ports;
    private final KafkaRaftServer server;
    private final Admin admin;

    private KafkaBroker(Path directory) throws Exception {
        ports = freePorts(3);
        Properties properties = properties(Files.createDirectories(directory.resolve("log")));
        Path file = directory.resolve("server.properties");
        try (OutputStream out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
        int formatted = StorageTool.execute(
                new String[] {"format", "-t", "dG9jc2luLXRlc3QtMDAwMQ", "-c", file.toString()},
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
        if (formatted != 0) {
            throw new IOException("the storage of the broker could not be formatted: " + formatted);
        }
        server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
        server.startup();
        admin = Admin.create(Map.of("bootstrap.servers", address()));
    }

    /** Somebody else may take a port between the look and the start. */
    static KafkaBroker start(Path directory) throws Exception {
        for (int attempt = 1;; attempt++) {
            try {
                return new KafkaBroker(Files.createDirectories(directory.resolve("broker" + attempt)));
            } catch (RuntimeException taken) {
                if (attempt == ATTEMPTS) {
                    throw taken;
                }
            }
        }
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        }
        List<Integer> ports = held.stream().map(ServerSocket::getLocalPort).toList();
        for (ServerSocket socket : held) {
            socket.close();
        }
        return ports;
    }

    private Properties properties(Path log) {
        Properties all = new Properties();
        all.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@127.0.0.1:" + ports.get(2),
                "controller.listener.names", "CONTROLLER",
                "inter.broker.listener.name", "OPEN",
                "listeners", "OPEN://127.0.0.1:%d,GUARDED://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(
                        ports.toArray()),
                "listener.security.protocol.map", "OPEN:PLAINTEXT,GUARDED:SASL_SSL,CONTROLLER:PLAINTEXT",
                "log.dirs", log.toString(),
                "auto.create.topics.enable", "false"));
        all.putAll(Map.of(
                "offsets.topic.num.partitions", "1",
                "offsets.topic.replication.factor", "1",
                "group.initial.rebalance.delay.ms", "0",
                "num.network.threads", "1",
                "num.io.threads", "2",
                "log.cleaner.enable", "false"));
        all.putAll(Map.of(
                "listener.name.guarded.ssl.keystore.type", "PEM",
                "listener.name.guarded.ssl.keystore.certificate.chain", certificate.certificatePem(),
                "listener.name.guarded.ssl.keystore.key", certificate.privateKeyPkcs8Pem(),
                "listener.name.guarded.sasl.enabled.mechanisms", "PLAIN",
                "listener.name.guarded.plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required user_tocsin=\"s3\\\"cr\\\\et\";"));
        return all;
    }

    String address() {
        return "127.0.0.1:" + ports.get(0);
    }

    /** Where TLS and the password are asked for. */
    String guarded() {
        return "127.0.0.1:" + ports.get(1);
    }

    String authority() {
        return certificate.certificatePem();
    }

    /** A topic with so many messages in each of its partitions. */
    void topic(String name, int partitions, int messages) throws Exception {
        admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get(PATIENCE, TimeUnit.SECONDS);
        Map<String, Object> access = new HashMap<>(Map.of("bootstrap.servers", address()));
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(access, new StringSerializer(), new StringSerializer())) {
            for (int partition = 0; partition < partitions; partition++) {
                for (int i = 0; i < messages; i++) {
                    producer.send(new ProducerRecord<>(name, partition, "key", "message " + i));
                }
            }
            producer.flush();
        }
    }

    /** Says how far a group has come, in each of the first partitions. */
    void commit(String group, String topic, long... offsets) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
        for (int partition = 0; partition < offsets.length; partition++) {
            committed.put(new TopicPartition(topic, partition), new OffsetAndMetadata(offsets[partition]));
        }
        admin.alterConsumerGroupOffsets(group, committed).all().get(PATIENCE, TimeUnit.SECONDS);
    }

    /** A group that is there and has not come anywhere. */
    void forget(String group, String topic) throws Exception {
        admin.deleteConsumerGroupOffsets(
                group, List.of(0).stream().map(partition -> new TopicPartition(topic, partition))
                        .collect(Collectors.toSet()))
                .all().get(PATIENCE, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        admin.close();
        server.shutdown();
        server.awaitShutdown();
    }
}
