package org.dl4jlab.page;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Fills Mustache templates that lie beside a class; a name without a value is an error. */
public final class Templates {

  /** Those of this module: every value is escaped for HTML. */
  static final Templates PAGES = new Templates(Templates.class, Escapers.HTML::escape);

  private final Class<?> home;
  private final Mustache.Compiler compiler;
  private final Map<String, Template> compiled = new ConcurrentHashMap<>();

  /**
   * @param escaping makes of a value what stands for it in the text
   */
  public Templates(Class<?> home, UnaryOperator<String> escaping) {
    this.home = home;
    compiler =
        Mustache.compiler()
            .withEscaper(escaping::apply)
            .strictSections(true)
            .emptyStringIsFalse(true)
            .nullValue("")
            .withLoader(name -> new StringReader(resource(name + ".mustache")));
  }

  /** Fills the template of this name. */
  public String fill(String name, Object values) {
    return compiled
        .computeIfAbsent(name, n -> compiler.compile(resource(n + ".mustache")))
        .execute(values);
  }

  /** Fills a template that is at hand. */
  public String fillText(String template, Object values) {
    return compiler.compile(template).execute(values);
  }

  /** A template, stylesheet or script that lies beside the class. */
  public String resource(String name) {
    try (InputStream in = home.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("There is no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
