/** The page that shows a training while it runs, and the server that serves it. */
package org.dl4jlab.live;
