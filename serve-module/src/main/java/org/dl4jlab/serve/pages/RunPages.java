package org.dl4jlab.serve.pages;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dl4jlab.page.ModelsPage;
import org.dl4jlab.page.ReportPage;
import org.dl4jlab.page.RunParts;
import org.dl4jlab.page.ServedPage;
import org.dl4jlab.page.TryPage;
import org.dl4jlab.serve.model.PageSource;

/**
 * For each model a page to try it at {@code /models/NAME/}, and its run's report beside. At the
 * root are the only model's page, or the list of them. All are made once, as the runs were then.
 */
public final class RunPages implements PageSource {

  private static final String HTML = "text/html; charset=utf-8";
  private static final String REPORT_POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'";

  private final Map<String, Page> pages = new HashMap<>();

  /**
   * A run.
   *
   * @param name as addresses have it
   */
  public record Named(String name, RunParts run) {}

  /**
   * @param models one at least
   */
  public RunPages(List<Named> models) {
    boolean several = models.size() > 1;
    for (Named model : models) {
      String home = "/" + address(model.name());
      put(home, of(model, "", several ? "../../" : ""));
      pages.put(home + "report", page(ReportPage.of(model.run()), REPORT_POLICY));
    }
    put("/", several ? list(models) : of(models.get(0), address(models.get(0).name()), ""));
  }

  private static String address(String name) {
    return "models/%s/".formatted(name);
  }

  private static ServedPage of(Named model, String base, String all) {
    return TryPage.of(model.run(), new TryPage.Model(model.name(), base, all));
  }

  private static ServedPage list(List<Named> models) {
    return ModelsPage.of(
        models.stream()
            .map(model -> new ModelsPage.Entry(model.name(), address(model.name()), model.run()))
            .toList());
  }

  private void put(String path, ServedPage page) {
    pages.put(path, page(page.html(), page.policy()));
  }

  private static Page page(String html, String policy) {
    return new Page(HTML, html.getBytes(StandardCharsets.UTF_8), policy);
  }

  @Override
  public Optional<Page> at(String path) {
    return Optional.ofNullable(pages.get(path));
  }
}
