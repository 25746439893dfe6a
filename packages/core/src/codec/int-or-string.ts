/** A number, or the name that stands for one: a port as `8080` or `metrics`. */
export type IntOrString = number | string;
