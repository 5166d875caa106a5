namespace BotOps.Core.Projects.Catalog;

/// <summary>Reads what runs before BotOps and can be adopted: <c>adopt</c> of an environment.</summary>
static class AdoptReader
{
    static readonly TimeSpan LongestLimit = TimeSpan.FromHours(1);

    /// <param name="port">The service's, by which it is known on a host.</param>
    public static Adoption? Read(CatalogField adopt, CatalogField port)
    {
        if (!adopt.Given) return null;
        adopt.Knows("folder", "stop", "start", "limit");
        if (!port.Given) adopt.Problem(Texts.Catalog.NeedsAPort);
        var usual = new Adoption();
        return new Adoption
        {
            Folder = adopt["folder"].Required().Text("", Folder), Stop = adopt["stop"].Required().SomeCommand(), Start = adopt["start"].Required().SomeCommand(),
            Limit = adopt["limit"].Time(usual.Limit, LongestLimit),
        };
    }

    static string? Folder(string text) => text.TrimEnd('/').Length == 0 || text.Length > 500 || text.Any(char.IsControl) ? Texts.Catalog.NotAnAbsolutePath(text) : CatalogNames.AbsolutePath(text);
}
