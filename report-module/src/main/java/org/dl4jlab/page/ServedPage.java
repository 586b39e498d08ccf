package org.dl4jlab.page;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A page that a server hands out.
 *
 * @param policy the value of its header {@code Content-Security-Policy}: nothing runs but the
 *     page's own script and style, and it asks nobody but its server
 */
public record ServedPage(String html, String policy) {

  private static final Pattern STYLE = Pattern.compile("(?s)<style>(.*?)</style>");
  private static final Pattern SCRIPT = Pattern.compile("(?s)<script>(.*?)</script>");

  /** Allows the scripts and styles that the page holds. */
  static ServedPage of(String html) {
    return new ServedPage(
        html,
        "default-src 'none'; style-src %s; script-src %s; img-src data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
            .formatted(hashes(STYLE, html), hashes(SCRIPT, html)));
  }

  private static String hashes(Pattern part, String html) {
    String hashes =
        part.matcher(html)
            .results()
            .map(found -> DigestUtils.sha256(found.group(1).getBytes(StandardCharsets.UTF_8)))
            .map(hash -> "'sha256-%s'".formatted(Base64.getEncoder().encodeToString(hash)))
            .collect(Collectors.joining(" "));
    return hashes.isEmpty() ? "'none'" : hashes;
  }
}
