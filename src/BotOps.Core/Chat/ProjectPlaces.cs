using BotOps.Core.Projects;

namespace BotOps.Core.Chat;

/// <summary>Where a project's stories are told.</summary>
public static class ProjectPlaces
{
    /// <summary>Its own channels; where it names none, the channel in which somebody typed.</summary>
    public static IReadOnlyList<Place> Places(this Project project, Place typedIn) =>
        project.Channels.Count > 0 ? [.. project.Channels.Select(Place.Parse)] : [typedIn with { Root = null }];
}
