// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// A drawn picture, read back.
record Picture(Document document) {

    static Picture of(String svg) throws IOException, SAXException, ParserConfigurationException {
        var builder = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
        return new Picture(builder.parse(new InputSource(new StringReader(svg))));
    }

    record Text(String text, double left, double right, double top, double bottom) {
        boolean meets(Text other) {
            return left < other.right - SLACK
                    && other.left < right - SLACK
                    && top < other.bottom - SLACK
                    && other.top < bottom - SLACK;
        }
    }

    record DrawnBar(String lane, String kind, String from, String to) {}

    private static final double SLACK = 0.01;

    double height() {
        return Double.parseDouble(
                document.getDocumentElement().getAttribute("viewBox").split(" ", -1)[3]);
    }

    List<Element> all(String tag) {
        NodeList found = document.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    List<DrawnBar> bars() {
        return all("g").stream()
                .map(bar -> new DrawnBar(
                        bar.getAttribute("data-lane"),
                        bar.getAttribute("data-kind"),
                        bar.getAttribute("data-from"),
                        bar.getAttribute("data-to")))
                .toList();
    }

    /// With the widths that the guide estimates.
    List<Text> texts() {
        return all("text").stream().map(Picture::text).toList();
    }

    private static Text text(Element element) {
        String text = element.getTextContent();
        String size = element.getAttribute("font-size");
        double height = size.isEmpty() ? TextWidth.BODY : Double.parseDouble(size);
        boolean mono = List.of(element.getAttribute("class").split(" ", -1)).contains("m");
        double width = mono ? TextWidth.mono(text, height) : TextWidth.of(text, height);
        double x = Double.parseDouble(element.getAttribute("x"));
        double left = switch (element.getAttribute("text-anchor")) {
            case "middle" -> x - width / 2;
            case "end" -> x - width;
            default -> x;
        };
        double baseline = Double.parseDouble(element.getAttribute("y"));
        return new Text(text, left, left + width, baseline - 0.75 * height, baseline + 0.22 * height);
    }
}
