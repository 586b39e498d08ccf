/** Pages of HTML: a run's report, runs side by side, a training while it runs. */
package org.dl4jlab.page;
