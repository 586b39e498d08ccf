package org.dl4jlab.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {

  @Test
  void downloadIsALineForEachTenthWhereNobodyWatches() {
    StringWriter out = new StringWriter();
    ConsoleProgress progress = ConsoleProgress.ofDownload(new PrintWriter(out), false);
    for (long mb = 0; mb <= 20; mb++) {
      progress.arrived(mb << 20, 20L << 20);
    }
    progress.ended();
    List<String> lines = out.toString().lines().toList();
    assertEquals(10, lines.size());
    assertEquals("Downloaded 2 of 20 MB", lines.get(0));
    assertEquals("Downloaded 20 of 20 MB", lines.get(9));
  }

  @Test
  void readingThatIsSoonDoneIsNotWorthALine() {
    StringWriter out = new StringWriter();
    ConsoleProgress progress = ConsoleProgress.ofReading(new PrintWriter(out), false);
    progress.arrived(1, 2);
    progress.arrived(2, 2);
    progress.ended();
    assertEquals("", out.toString());
  }
}
