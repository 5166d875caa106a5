namespace BotOps.Core.Projects.Catalog;

/// <summary>Reads where a project's sources are.</summary>
static class RepositoryReader
{
    public static Repository Read(CatalogField repository)
    {
        repository.Knows("kind", "url", "token", "tokenUser", "sshKey", "knownHosts", "defaultRef", "submodules", "web");
        var kind = repository["kind"].Text(Repository.Git, ProjectReader.OneOf(Repository.Git, Repository.Svn));
        var svn = kind == Repository.Svn;
        if (svn && repository["token"].Given) repository["tokenUser"].Required(); // svn has no user that stands for a token
        if (svn && repository["submodules"].Flag()) repository["submodules"].Problem(Texts.Svn.NoSubmodules);
        return new Repository(
            kind,
            (repository.Given ? repository["url"].Required() : repository["url"]).Text("", svn ? CatalogNames.SvnUrl : CatalogNames.RepositoryUrl),
            repository["token"].TextOrNull(CatalogNames.Reference),
            repository["tokenUser"].TextOrNull(),
            repository["sshKey"].TextOrNull(CatalogNames.FileReference),
            repository["knownHosts"].TextOrNull(CatalogNames.AbsolutePath),
            repository["defaultRef"].Text(Repository.UsualRef(kind), CatalogNames.GitRef),
            repository["submodules"].Flag(),
            repository["web"].TextOrNull(CatalogNames.CompareTemplate));
    }
}
