namespace BotOps.Web;

/// <summary>A place that every page's header links to, beside home; registered by whoever brings the place (the sandbox its chat).</summary>
public sealed record NavLink(string Label, string Path);
