// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.restart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.keyturn.operator.crd.ResourceJson;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The answers are those of an API server 1.34.
class EvictionsTest {
    private static final String BUDGET = """
            {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",
             "message":"Cannot evict pod as it would violate the pod's disruption budget.","reason":"TooManyRequests",
             "details":{"causes":[{"reason":"DisruptionBudget",
              "message":"The disruption budget orders-cache needs 1 healthy pods and has 1 currently"}]},"code":429}""";
    private static final String TWO_BUDGETS = """
            {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",
             "message":"This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.",
             "code":500}""";
    private static final String OTHER_POD = """
            {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","reason":"Conflict","code":409,
             "message":"the UID in the precondition does not match the UID in record"}""";
    private static final String FORBIDDEN = """
            {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","reason":"Forbidden","code":403,
             "message":"pods is forbidden"}""";

    private record Answer(int code, String body) {}

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicReference<Answer> answer = new AtomicReference<>(new Answer(201, "{}"));
    private HttpServer server;
    private KubernetesClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            byte[] said = answer.get().body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.getResponseHeaders().add("Retry-After", "10");
            exchange.sendResponseHeaders(answer.get().code(), said.length);
            exchange.getResponseBody().write(said);
            exchange.close();
        });
        server.start();
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                        .build())
                .withHttpClientFactory(new JdkHttpClientFactory())
                .withKubernetesSerialization(ResourceJson.serialization())
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    @Test
    void asks_for_that_one_pod_to_go_and_not_for_its_successor() {
        assertThat(new Evictions(client).evict("shop", "orders-cache-0", "u-1")).isEmpty();

        assertThat(requests)
                .singleElement()
                .satisfies(request -> assertThat(request)
                        .startsWith("POST /api/v1/namespaces/shop/pods/orders-cache-0/eviction")
                        .contains("\"kind\":\"Eviction\"", "\"apiVersion\":\"policy/v1\"", "\"uid\":\"u-1\""));
    }

    @Test
    void tells_which_budget_is_in_the_way_and_does_not_wait_for_it() {
        answer.set(new Answer(429, BUDGET));

        assertThat(new Evictions(client).evict("shop", "orders-cache-0", "u-1"))
                .contains("Cannot evict pod as it would violate the pod's disruption budget."
                        + " The disruption budget orders-cache needs 1 healthy pods and has 1 currently");
        assertThat(requests).hasSize(1);
    }

    @Test
    void tells_that_a_pod_has_two_budgets() {
        answer.set(new Answer(500, TWO_BUDGETS));

        assertThat(new Evictions(client).evict("shop", "orders-cache-0", "u-1"))
                .contains("This pod has more than one PodDisruptionBudget, which the eviction subresource does not"
                        + " support.");
        assertThat(requests).hasSize(1);
    }

    @Test
    void takes_a_pod_that_is_gone_or_another_one_for_one_that_goes() {
        answer.set(new Answer(404, "{\"kind\":\"Status\",\"code\":404}"));
        assertThat(new Evictions(client).evict("shop", "orders-cache-0", "u-1")).isEmpty();

        answer.set(new Answer(409, OTHER_POD));
        assertThat(new Evictions(client).evict("shop", "orders-cache-0", "u-1")).isEmpty();
    }

    @Test
    void does_not_hide_that_it_may_not() {
        answer.set(new Answer(403, FORBIDDEN));

        assertThatThrownBy(() -> new Evictions(client).evict("shop", "orders-cache-0", "u-1"))
                .isInstanceOf(KubernetesClientException.class);
    }

    @Test
    void deletes_that_one_pod() {
        new Evictions(client).delete("shop", "orders-cache-0", "u-1");

        assertThat(requests)
                .singleElement()
                .satisfies(request -> assertThat(request)
                        .startsWith("DELETE /api/v1/namespaces/shop/pods/orders-cache-0 ")
                        .contains("\"uid\":\"u-1\""));
    }
}
