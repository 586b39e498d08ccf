/** A run's folder: what is written there, and how it is read again. */
package org.dl4jlab.run;
