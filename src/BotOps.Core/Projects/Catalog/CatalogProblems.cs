namespace BotOps.Core.Projects.Catalog;

/// <summary>Gathers everything that is wrong, so that a person mends a file once.</summary>
sealed class CatalogProblems
{
    readonly List<(Where At, string What)> found = [];

    public void Add(Where at, string what) => found.Add((at, what));

    /// <summary>Throws a <see cref="UserError"/> with one line a problem, in the order of the files.</summary>
    public void ThrowIfAny()
    {
        if (found.Count == 0) return;
        var lines = found.GroupBy(p => p.At.File).SelectMany(file => file.OrderBy(p => p.At.Line))
            .Select(p => Texts.Catalog.CatalogProblem(p.At.File, p.At.Line, p.At.Path, p.What)).Distinct();
        throw new UserError(string.Join('\n', lines));
    }
}
