package io.tocsin.command;

import io.tocsin.status.History.Summary;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A picture of response times. */
record Graph(String title, ZoneId zone) {

    static final int POINTS = 240;

    private static final Logger log = LoggerFactory.getLogger(Graph.class);
    private static final int WIDTH = 800;
    private static final int HEIGHT = 300;
    private static final Color MEAN = new Color(0x2e, 0x86, 0xc1);
    private static final Color SLOW = new Color(0xaa, 0xcc, 0xe6);
    private static final Color FAILED = new Color(0xa3, 0x02, 0x00);

    /** Draws it; empty where this machine cannot draw, for want of fonts usually. */
    @SuppressWarnings("JavaUtilDate") // what the library takes
    Optional<byte[]> png(List<Summary> parts, Instant from, Duration length) {
        List<Date> times = new ArrayList<>();
        List<Double> means = new ArrayList<>();
        List<Double> slow = new ArrayList<>();
        List<Date> failedAt = new ArrayList<>();
        List<Double> failed = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Summary part = parts.get(i);
            if (part.checks() > 0) {
                Date time = Date.from(from.plus(length.multipliedBy(i)));
                times.add(time);
                means.add((double) part.mean().toMillis());
                slow.add((double) part.longest().toMillis());
                if (part.failures() > 0) {
                    failedAt.add(time);
                    failed.add((double) part.longest().toMillis());
                }
            }
        }
        try (ByteArrayOutputStream png = new ByteArrayOutputStream()) {
            ImageIO.write(
                    BitmapEncoder.getBufferedImage(chart(times, means, slow, failedAt, failed)), "png", png);
            return Optional.of(png.toByteArray());
        } catch (IOException | RuntimeException | LinkageError | InternalError e) {
            log.warn("No graph can be drawn here, which needs fonts and fontconfig: {}", e.toString());
            return Optional.empty();
        }
    }

    @SuppressWarnings("JavaUtilDate")
    private XYChart chart(
            List<Date> times, List<Double> means, List<Double> slow, List<Date> failedAt, List<Double> failed) {
        XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title(title).yAxisTitle("ms").build();
        chart.getStyler().setTimezone(TimeZone.getTimeZone(zone));
        chart.getStyler().setDatePattern("MM-dd HH:mm");
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.addSeries("longest", times, slow).setMarker(SeriesMarkers.NONE).setLineColor(SLOW);
        chart.addSeries("mean", times, means).setMarker(SeriesMarkers.NONE).setLineColor(MEAN);
        if (!failedAt.isEmpty()) {
            chart.addSeries("failed", failedAt, failed)
                    .setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter)
                    .setMarker(SeriesMarkers.CROSS)
                    .setMarkerColor(FAILED);
        }
        return chart;
    }
}
