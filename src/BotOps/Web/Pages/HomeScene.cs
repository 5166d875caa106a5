using BotOps.Core.Releases;

namespace BotOps.Web.Pages;

/// <summary>The front door as one person sees it at one moment.</summary>
public sealed record HomeScene(Overview Overview, Viewer Viewer, DateTimeOffset Now);
