package org.dl4jlab.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.dl4jlab.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyVariablesTest {

  private static Optional<URI> proxy(String target, String... variables) {
    Map<String, String> environment = new java.util.HashMap<>();
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    return new ProxyVariables(environment).proxyFor(URI.create(target));
  }

  @ParameterizedTest
  @CsvSource({
    "https://host/file, HTTPS_PROXY",
    "https://host/file, https_proxy",
    "https://host/file, ALL_PROXY",
    "https://host/file, all_proxy",
    "http://host/file, http_proxy",
    "http://host/file, all_proxy",
  })
  void theVariableOfTheSchemeNamesTheProxy(String target, String variable) {
    URI proxy = URI.create("http://proxy:3128");
    assertEquals(Optional.of(proxy), proxy(target, variable, "http://proxy:3128"));
    assertEquals(Optional.of(proxy), proxy(target, variable, "proxy:3128"));
    assertEquals(Optional.empty(), proxy(target, variable, " "));
  }

  @Test
  void othersDoNot() {
    assertEquals(Optional.empty(), proxy("https://host/file", "http_proxy", "proxy:1"));
    assertEquals(Optional.empty(), proxy("http://host/file", "https_proxy", "proxy:1"));
    // A web server sets it from a request's header "Proxy".
    assertEquals(Optional.empty(), proxy("http://host/file", "HTTP_PROXY", "proxy:1"));
    assertEquals(
        Optional.of(URI.create("http://a:1")),
        proxy("https://host/f", "https_proxy", "a:1", "all_proxy", "b:1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "host",
        "*",
        "other, host",
        "other host",
        "HOST",
        ".example.org",
        "example.org",
        "www.example.org"
      })
  void hostsMayBeExcepted(String none) {
    String target = none.contains("example") ? "https://www.example.org/f" : "https://host/f";
    for (String name : new String[] {"NO_PROXY", "no_proxy"}) {
      assertEquals(Optional.empty(), proxy(target, "https_proxy", "proxy:1", name, none));
      assertTrue(
          proxy("https://badexample.org/f", "https_proxy", "proxy:1", name, none).isPresent()
              || none.equals("*"));
    }
  }

  @ParameterizedTest
  @CsvSource({"http://", "not a host", "http://:80"})
  void whatIsNoAddressIsNamed(String value) {
    var e = assertThrows(UserException.class, () -> proxy("https://host/f", "HTTPS_PROXY", value));
    assertTrue(e.getMessage().contains("HTTPS_PROXY"), e.getMessage());
  }
}
