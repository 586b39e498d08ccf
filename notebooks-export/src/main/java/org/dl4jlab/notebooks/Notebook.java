package org.dl4jlab.notebooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.dl4jlab.run.RunFolder;

/**
 * A Jupyter notebook for a Java kernel, in the format <a
 * href="https://nbformat.readthedocs.io/en/latest/format_description.html">nbformat 4.5</a>.
 */
public record Notebook(Metadata metadata, int nbformat, int nbformatMinor, List<Cell> cells) {

  /** The name under which the script installs the kernel that knows this project's classes. */
  public static final String KERNEL = "dl4jlab";

  private static final int FORMAT = 4;
  private static final int FORMAT_MINOR = 5;

  /** What a viewer needs to know before it reads the cells. */
  public record Metadata(KernelSpec kernelspec, LanguageInfo languageInfo, String title) {}

  /** The kernel that executes the cells. */
  public record KernelSpec(String name, String displayName, String language) {}

  /** How a viewer colours the code. */
  public record LanguageInfo(
      String name,
      String mimetype,
      String fileExtension,
      String pygmentsLexer,
      String codemirrorMode) {}

  /** A notebook of these cells in Java. */
  public static Notebook of(String title, List<Cell> cells) {
    return new Notebook(
        new Metadata(
            new KernelSpec(KERNEL, "Java (dl4j-lab)", "java"),
            new LanguageInfo("java", "text/x-java-source", ".java", "java", "text/x-java"),
            title),
        FORMAT,
        FORMAT_MINOR,
        List.copyOf(cells));
  }

  public String toJson() {
    try {
      return RunFolder.JSON.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("This notebook is no JSON", e);
    }
  }
}
