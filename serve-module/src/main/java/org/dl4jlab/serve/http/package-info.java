/** HTTP over Undertow: what is read, by whom, how much of it, and how it is answered. */
package org.dl4jlab.serve.http;
