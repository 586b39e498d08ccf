package org.dl4jlab.page;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Fills the module's Mustache templates; every value is escaped, a wrong name is an error. */
final class Templates {

  private static final Map<String, Template> COMPILED = new ConcurrentHashMap<>();

  private static final Mustache.Compiler COMPILER =
      Mustache.compiler()
          .escapeHTML(true)
          .strictSections(true)
          .emptyStringIsFalse(true)
          .nullValue("")
          .withLoader(name -> new StringReader(resource(name + ".mustache")));

  private Templates() {}

  static String fill(String name, Object values) {
    return COMPILED
        .computeIfAbsent(name, n -> COMPILER.compile(resource(n + ".mustache")))
        .execute(values);
  }

  /** A template, stylesheet or script that lies beside this class. */
  static String resource(String name) {
    try (InputStream in = Templates.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("There is no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
